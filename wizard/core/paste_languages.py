"""What pages call the API key and the secret, in many languages. Pure data.

Collected on 2026-11-22 from the site's own wording and from what browsers' translations make of
“API Key” and “Secret Key”. Case, accents, and the blanks and hyphens between words do not matter.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Names:
    """One language. `mistaken`: the key of a keyboard, as only a machine would translate it."""

    api_key: str
    secret: str
    mistaken_api_key: str = ""
    mistaken_secret: str = ""


ENGLISH = "en"

# Names of one kind are separated by commas.
NAMES = {
    ENGLISH: Names(
        "api key, api key id, api public key, public api key, access key, api access key, "
        "public key, access key id",
        "secret key, api secret, api secret key, secret api key, secret, private key, "
        "api private key, secret access key, api key secret",
    ),
    "es": Names(
        "clave api, clave de api, clave de la api, llave api, llave de api, clave pública",
        "clave secreta, clave secreta de api, clave secreta de la api, clave secreta api, "
        "clave api secreta, clave de api secreta, llave secreta, secreto, secreto de api, "
        "clave privada",
        "tecla api, tecla de api",
        "tecla secreta",
    ),
    "pt": Names(
        "chave api, chave de api, chave da api, chave pública",
        "chave secreta, chave secreta de api, chave secreta da api, chave api secreta, segredo, "
        "segredo da api, chave privada",
        "tecla da api",
    ),
    "fr": Names(
        "clé api, clé d'api, clé de l'api, clef api, clé publique, clé d'accès",
        "clé secrète, clé secrète api, clé secrète de l'api, clé api secrète, clef secrète, "
        "clé privée",
        "touche api",
        "touche secrète",
    ),
    "de": Names(
        "api schlüssel, api schluessel, öffentlicher schlüssel, zugriffsschlüssel",
        "geheimer schlüssel, geheimer api schlüssel, geheimschlüssel, geheimer schluessel, "
        "geheimnis, api geheimnis, privater schlüssel",
        "api taste",
        "geheime taste, geheimtaste",
    ),
    "it": Names(
        "chiave api, chiave dell'api, chiave pubblica",
        "chiave segreta, chiave segreta api, chiave segreta dell'api, chiave api segreta, "
        "segreto, chiave privata",
        "tasto api",
        "tasto segreto",
    ),
    "ru": Names(
        "api ключ, ключ api, апи ключ, ключ апи, открытый ключ, публичный ключ, ключ доступа",
        "секретный ключ, секретный ключ api, секретный api ключ, секрет, закрытый ключ, "
        "приватный ключ, api секрет",
        "клавиша api",
        "секретная клавиша",
    ),
    "uk": Names(
        "апі ключ, ключ апі, відкритий ключ, публічний ключ",
        "секретний ключ, секретний ключ api, секретний api ключ, таємний ключ, закритий ключ",
        "клавіша api",
        "секретна клавіша",
    ),
    "bg": Names("публичен ключ", "таен ключ, секретен ключ, таен ключ на api"),
    "tr": Names(
        "api anahtarı, api anahtar, genel anahtar",
        "gizli anahtar, gizli anahtarı, api gizli anahtarı, gizli api anahtarı, özel anahtar",
        "api tuşu",
        "gizli tuş",
    ),
    "zh-Hans": Names(
        "api 密钥, api 公钥, 公钥, 访问密钥, api 密匙",
        "密钥, 秘密密钥, 秘钥, 私钥, 私有密钥, 安全密钥, secret 密钥, api 私钥, 密匙, api 秘钥",
        "api 键",
        "秘密键, 密键",
    ),
    "zh-Hant": Names(
        "api 金鑰, api 密鑰, 公鑰, 存取金鑰",
        "金鑰, 密鑰, 秘密金鑰, 私密金鑰, 機密金鑰, 私鑰, secret 金鑰, 秘密密鑰, api 私鑰",
    ),
    "ja": Names(
        "api キー, api 鍵, 公開鍵, アクセスキー",
        "シークレットキー, シークレット キー, api シークレット, api シークレットキー, "
        "シークレット, 秘密鍵, 秘密キー, 秘密の鍵, 秘密のキー",
    ),
    "ko": Names(
        "api 키, 공개 키, 액세스 키",
        "비밀 키, api 비밀 키, 시크릿 키, api 시크릿, api 시크릿 키, 시크릿, 보안 키, 개인 키",
    ),
    "vi": Names(
        "khóa api, khoá api, mã api, khóa công khai",
        "khóa bí mật, khoá bí mật, khóa bí mật api, khóa api bí mật, mã bí mật, khóa riêng",
        "phím api",
        "phím bí mật",
    ),
    "pl": Names(
        "klucz api, klucz publiczny",
        "tajny klucz, klucz tajny, tajny klucz api, sekretny klucz, klucz sekretny, klucz prywatny",
        "klawisz api",
        "tajny klawisz",
    ),
    "nl": Names(
        "api sleutel, openbare sleutel",
        "geheime sleutel, geheime api sleutel, privésleutel, api geheim",
        "api toets",
        "geheime toets",
    ),
    "cs": Names(
        "api klíč, klíč api, veřejný klíč",
        "tajný klíč, tajný klíč api, soukromý klíč",
        "klávesa api",
        "tajná klávesa",
    ),
    "sk": Names("kľúč api, api kľúč", "tajný kľúč, tajný kľúč api, súkromný kľúč"),
    "ro": Names("cheie api, cheia api", "cheie secretă, cheia secretă, cheie privată"),
    "hu": Names("api kulcs", "titkos kulcs, titkos api kulcs, privát kulcs"),
    "sv": Names("api nyckel", "hemlig nyckel, privat nyckel", "api tangent"),
    "da": Names("api nøgle", "hemmelig nøgle, privat nøgle"),
    "nb": Names("api nøkkel", "hemmelig nøkkel, privat nøkkel"),
    "fi": Names("api avain", "salainen avain, yksityinen avain"),
    "el": Names("κλειδί api, κλειδί του api", "μυστικό κλειδί, ιδιωτικό κλειδί"),
    "hr": Names("api ključ, ključ api", "tajni ključ, privatni ključ"),
    "sr": Names("апи кључ, api кључ", "тајни кључ, приватни кључ"),
    "id": Names("kunci api", "kunci rahasia, kunci rahasia api, kunci privat, rahasia api"),
    "th": Names("คีย์ api, รหัส api", "คีย์ลับ, รหัสลับ, คีย์ลับ api"),
    "ar": Names("مفتاح api, مفتاح واجهة برمجة التطبيقات", "المفتاح السري, مفتاح سري"),
    "he": Names("מפתח api", "מפתח סודי, המפתח הסודי"),
    "fa": Names("کلید api", "کلید مخفی, کلید محرمانه"),
    "hi": Names("एपीआई कुंजी, api कुंजी", "गुप्त कुंजी, सीक्रेट की"),
}
