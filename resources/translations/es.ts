<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>The clock could not be checked. {what} {do}</source>
        <translation>No se pudo comprobar el reloj. {what} {do}</translation>
    </message>
    <message>
        <source>This computer’s clock and that of {venue} agree now. Check again.</source>
        <translation>El reloj de este equipo y el de {venue} ya coinciden. Comprueba de nuevo.</translation>
    </message>
    <message>
        <source>This computer’s clock is {offset}, compared with {venue}. Set it in your system’s settings, then check again.</source>
        <translation>El reloj de este equipo va {offset} respecto a {venue}. Ponlo en hora en los ajustes del sistema y comprueba de nuevo.</translation>
    </message>
    <message>
        <source>Spot &amp; margin trading</source>
        <translation>Operar al contado y con margen</translation>
    </message>
    <message>
        <source>Withdrawals</source>
        <translation>Retiros</translation>
    </message>
    <message>
        <source>Transfers</source>
        <translation>Transferencias</translation>
    </message>
    <message>
        <source>Futures, options, margin loans</source>
        <translation>Futuros, opciones, préstamos de margen</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>no se sabe</translation>
    </message>
    <message>
        <source>not reported: please look on its page</source>
        <translation>no informa de ellas: mira tú en su página</translation>
    </message>
    <message>
        <source>no</source>
        <translation>no</translation>
    </message>
    <message>
        <source>not for certain</source>
        <translation>no es seguro</translation>
    </message>
    <message>
        <source>yes, but not our question</source>
        <translation>sí, pero no a nuestra pregunta</translation>
    </message>
    <message>
        <source>this computer&apos;s clock is wrong</source>
        <translation>el reloj de este equipo va mal</translation>
    </message>
    <message>
        <source>about another key</source>
        <translation>sobre otra clave</translation>
    </message>
    <message>
        <source>The exchange answers, the clock is right</source>
        <translation>El exchange responde, el reloj va bien</translation>
    </message>
    <message>
        <source>API key and secret belong together</source>
        <translation>La clave de API y el secreto van juntos</translation>
    </message>
    <message>
        <source>API key and private key belong together</source>
        <translation>La clave de API y la clave privada van juntas</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>Lectura</translation>
    </message>
    <message>
        <source>A test order is refused</source>
        <translation>Se rechaza una orden de prueba</translation>
    </message>
    <message>
        <source>“Alpha Withdrawals” and “Prediction Trading”</source>
        <translation>“Alpha Withdrawals” y “Prediction Trading”</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>sí</translation>
    </message>
    <message>
        <source>on</source>
        <translation>activada</translation>
    </message>
    <message>
        <source>off — switch it on</source>
        <translation>desactivada: actívala</translation>
    </message>
    <message>
        <source>ON — switch it off</source>
        <translation>ACTIVADO: desactívalo</translation>
    </message>
    <message>
        <source>yes; this computer&apos;s clock is {offset}</source>
        <translation>sí; el reloj de este equipo va {offset}</translation>
    </message>
    <message>
        <source>not reported by this site</source>
        <translation>este sitio no informa de ello</translation>
    </message>
    <message>
        <source>off</source>
        <translation>desactivado</translation>
    </message>
    <message>
        <source>{permissions}: ON — switch it off</source>
        <translation>{permissions}: ACTIVADO, desactívalo</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>rechazada</translation>
    </message>
    <message>
        <source>ACCEPTED — it can trade</source>
        <translation>ACEPTADA: puede operar</translation>
    </message>
    <message>
        <source>no clear answer</source>
        <translation>sin respuesta clara</translation>
    </message>
    <message>
        <source>not tried</source>
        <translation>no se probó</translation>
    </message>
    <message>
        <source>not accepted</source>
        <translation>no aceptada</translation>
    </message>
    <message>
        <source>That withdrawals are off cannot be proven at Binance.US.</source>
        <translation>En Binance.US no se puede demostrar que los retiros estén desactivados.</translation>
    </message>
    <message>
        <source>Read-only</source>
        <translation>Solo lectura</translation>
    </message>
    <message>
        <source>Cannot trade</source>
        <translation>No puede operar</translation>
    </message>
    <message>
        <source>Read-only when last checked</source>
        <translation>Solo lectura en la última comprobación</translation>
    </message>
    <message>
        <source>Could not trade when last checked</source>
        <translation>No podía operar en la última comprobación</translation>
    </message>
    <message>
        <source>read-only</source>
        <translation>de solo lectura</translation>
    </message>
    <message>
        <source>unable to trade</source>
        <translation>sin poder operar</translation>
    </message>
    <message>
        <source> · withdrawals not proven</source>
        <translation> · retiros sin demostrar</translation>
    </message>
    <message>
        <source> · by its report alone</source>
        <translation> · solo según su informe</translation>
    </message>
    <message>
        <source>No test order was refused, so this rests on the exchange&apos;s report alone.</source>
        <translation>No se rechazó ninguna orden de prueba, así que esto se basa solo en el informe del exchange.</translation>
    </message>
    <message numerus="yes">
        <source>For {count} of them no test order was refused: only the exchange&apos;s report says so.</source>
        <translation>
            <numerusform>En {count} de ellas no se rechazó ninguna orden de prueba: solo lo dice el informe del exchange.</numerusform>
            <numerusform>En {count} de ellas no se rechazó ninguna orden de prueba: solo lo dice el informe del exchange.</numerusform>
        </translation>
    </message>
    <message>
        <source>IP restriction added</source>
        <translation>Restricción por IP añadida</translation>
    </message>
    <message>
        <source>IP restriction taken away</source>
        <translation>Restricción por IP retirada</translation>
    </message>
    <message>
        <source>{permission} switched on</source>
        <translation>{permission}: se activó</translation>
    </message>
    <message>
        <source>{permission} switched off</source>
        <translation>{permission}: se desactivó</translation>
    </message>
    <message>
        <source>If it was not you who switched it on, somebody else may be in your account: delete the key there and change your password.</source>
        <translation>Si no lo activaste tú, puede que otra persona esté en tu cuenta: elimina allí la clave y cambia tu contraseña.</translation>
    </message>
    <message>
        <source>Nothing is known to have changed.</source>
        <translation>No consta que haya cambiado nada.</translation>
    </message>
    <message>
        <source>A test order was accepted. On the exchange&apos;s page edit the key, untick trading, look that only reading is ticked, save, then verify again here.</source>
        <translation>Se aceptó una orden de prueba. En la página del exchange edita la clave, desmarca las operaciones, mira que solo quede marcada la lectura, guarda y comprueba otra vez aquí.</translation>
    </message>
    <message>
        <source>The exchange says that trading is off, and yet it took a test order. Do not use this key: delete it on the exchange&apos;s page and create a new one.</source>
        <translation>El exchange dice que las operaciones están desactivadas y, sin embargo, aceptó una orden de prueba. No uses esta clave: elimínala en la página del exchange y crea una nueva.</translation>
    </message>
    <message>
        <source>On the exchange&apos;s page choose “Edit restrictions”, untick {boxes}, press “Save”, then verify again here.</source>
        <translation>En la página del exchange elige “Edit restrictions”, desmarca {boxes}, pulsa “Save” y comprueba otra vez aquí.</translation>
    </message>
    <message>
        <source>This key can withdraw. What to do</source>
        <translation>Esta clave puede retirar. Qué hacer</translation>
    </message>
    <message>
        <source>This key can trade. What to do</source>
        <translation>Esta clave puede operar. Qué hacer</translation>
    </message>
    <message>
        <source>This key can do more. What to do</source>
        <translation>Esta clave puede hacer más. Qué hacer</translation>
    </message>
    <message>
        <source>The exchange does not know this key any more</source>
        <translation>El exchange ya no conoce esta clave</translation>
    </message>
    <message>
        <source>It was deleted there, by you or by the exchange. That is a normal event: on 3 July 2018 Binance deleted every key there was. Create a new one from step 1; the name is filled in already.</source>
        <translation>Fue eliminada allí, por ti o por el exchange. Es algo normal: el 3 de julio de 2018 Binance eliminó todas las claves que había. Crea una nueva desde el paso 1; el nombre ya está puesto.</translation>
    </message>
    <message>
        <source>Verify again. If it stays so, delete the key on the exchange&apos;s page and create a new one from step 1.</source>
        <translation>Comprueba otra vez. Si sigue igual, elimina la clave en la página del exchange y crea una nueva desde el paso 1.</translation>
    </message>
    <message>
        <source>Wait a few minutes, then verify again.</source>
        <translation>Espera unos minutos y comprueba otra vez.</translation>
    </message>
    <message>
        <source>Saved: a test order was refused, so it cannot trade</source>
        <translation>Guardada: se rechazó una orden de prueba, así que no puede operar</translation>
    </message>
    <message>
        <source>Saved: read-only by its report alone, only from your IP addresses</source>
        <translation>Guardada: de solo lectura solo según su informe, solo desde tus direcciones IP</translation>
    </message>
    <message>
        <source>Saved: read-only by its report alone, no IP restriction</source>
        <translation>Guardada: de solo lectura solo según su informe, sin restricción de IP</translation>
    </message>
    <message>
        <source>Saved: proven read-only, only from your IP addresses</source>
        <translation>Guardada: demostrada de solo lectura, solo desde tus direcciones IP</translation>
    </message>
    <message>
        <source>Saved: proven read-only, no IP restriction</source>
        <translation>Guardada: demostrada de solo lectura, sin restricción por IP</translation>
    </message>
    <message>
        <source>Read-only by its report alone</source>
        <translation>Solo lectura, según su informe nada más</translation>
    </message>
    <message>
        <source>Trading is reported as off, and yet a test order was accepted</source>
        <translation>Figura que no puede operar y, sin embargo, se aceptó una orden de prueba</translation>
    </message>
    <message>
        <source>On: {permissions}</source>
        <translation>Activado: {permissions}</translation>
    </message>
    <message>
        <source>Not accepted. {reason}</source>
        <translation>No aceptada. {reason}</translation>
    </message>
    <message>
        <source>No answer. {reason}</source>
        <translation>Sin respuesta. {reason}</translation>
    </message>
    <message>
        <source>The reason was not noted.</source>
        <translation>No se anotó el motivo.</translation>
    </message>
    <message>
        <source>Never verified.</source>
        <translation>Nunca comprobada.</translation>
    </message>
    <message>
        <source>By the exchange&apos;s report alone: {times}.</source>
        <translation>Solo según el informe del exchange: {times}.</translation>
    </message>
    <message>
        <source>Last proven {when}.</source>
        <translation>Última demostración: {when}.</translation>
    </message>
    <message>
        <source>A change bears the time when it was noticed.</source>
        <translation>Cada cambio lleva la hora en que se notó.</translation>
    </message>
    <message numerus="yes">
        <source>Verified {count} times, always {proven}.</source>
        <translation>
            <numerusform>Comprobada una vez, {proven}.</numerusform>
            <numerusform>Comprobada {count} veces, siempre {proven}.</numerusform>
        </translation>
    </message>
    <message>
        <source>The last {count} checks: {times} {proven}.</source>
        <translation>Las últimas {count} comprobaciones: {times} {proven}.</translation>
    </message>
    <message numerus="yes">
        <source>Verified {count} times, {times} {proven}.</source>
        <translation>
            <numerusform>Comprobada una vez, {times} {proven}.</numerusform>
            <numerusform>Comprobada {count} veces, {times} {proven}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} times</source>
        <translation>
            <numerusform>una vez</numerusform>
            <numerusform>{count} veces</numerusform>
        </translation>
    </message>
    <message>
        <source>Stopped before a key was verified.</source>
        <translation>Se detuvo antes de comprobar ninguna clave.</translation>
    </message>
    <message numerus="yes">
        <source>{count} not verified</source>
        <translation>
            <numerusform>{count} sin comprobar</numerusform>
            <numerusform>{count} sin comprobar</numerusform>
        </translation>
    </message>
    <message>
        <source>The others: {counts}.</source>
        <translation>Las demás: {counts}.</translation>
    </message>
    <message numerus="yes">
        <source>{count} deleted at the exchange</source>
        <translation>
            <numerusform>{count} eliminada en el exchange</numerusform>
            <numerusform>{count} eliminadas en el exchange</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} not accepted</source>
        <translation>
            <numerusform>{count} no aceptada</numerusform>
            <numerusform>{count} no aceptadas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} without the IP restriction of before</source>
        <translation>
            <numerusform>{count} sin la restricción por IP que tenía</numerusform>
            <numerusform>{count} sin la restricción por IP que tenían</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} could not be checked</source>
        <translation>
            <numerusform>{count} no se pudo comprobar</numerusform>
            <numerusform>{count} no se pudieron comprobar</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} read-only again</source>
        <translation>
            <numerusform>{count} de solo lectura otra vez</numerusform>
            <numerusform>{count} de solo lectura otra vez</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} proven again to be unable to trade</source>
        <translation>
            <numerusform>{count} con nueva prueba de que no puede operar</numerusform>
            <numerusform>{count} con nueva prueba de que no pueden operar</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} read-only</source>
        <translation>
            <numerusform>{count} de solo lectura</numerusform>
            <numerusform>{count} de solo lectura</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} unable to trade</source>
        <translation>
            <numerusform>{count} que no puede operar</numerusform>
            <numerusform>{count} que no pueden operar</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} can do even more than before</source>
        <translation>
            <numerusform>{count} puede hacer aún más que antes</numerusform>
            <numerusform>{count} pueden hacer aún más que antes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} still not read-only</source>
        <translation>
            <numerusform>{count} que sigue sin ser de solo lectura</numerusform>
            <numerusform>{count} que siguen sin ser de solo lectura</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} still able to trade</source>
        <translation>
            <numerusform>{count} que todavía puede operar</numerusform>
            <numerusform>{count} que todavía pueden operar</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} still able to do more than read</source>
        <translation>
            <numerusform>{count} que todavía puede hacer más que leer</numerusform>
            <numerusform>{count} que todavía pueden hacer más que leer</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} no longer read-only</source>
        <translation>
            <numerusform>{count} ya no es de solo lectura</numerusform>
            <numerusform>{count} ya no son de solo lectura</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} able to trade now</source>
        <translation>
            <numerusform>{count} ahora puede operar</numerusform>
            <numerusform>{count} ahora pueden operar</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} able to do more than read now</source>
        <translation>
            <numerusform>{count} ahora puede hacer más que leer</numerusform>
            <numerusform>{count} ahora pueden hacer más que leer</numerusform>
        </translation>
    </message>
    <message>
        <source>The exchange</source>
        <translation>El exchange</translation>
    </message>
    <message numerus="yes">
        <source>{count} keys are no longer read-only. {powers}.</source>
        <translation>
            <numerusform>{count} clave ya no es de solo lectura. {powers}.</numerusform>
            <numerusform>{count} claves ya no son de solo lectura. {powers}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} keys can trade now. {powers}.</source>
        <translation>
            <numerusform>{count} clave puede operar ahora. {powers}.</numerusform>
            <numerusform>{count} claves pueden operar ahora. {powers}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} keys can do more than read now. {powers}.</source>
        <translation>
            <numerusform>{count} clave puede ahora hacer más que leer. {powers}.</numerusform>
            <numerusform>{count} claves pueden ahora hacer más que leer. {powers}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} keys can do even more than before. {powers}.</source>
        <translation>
            <numerusform>{count} clave puede hacer aún más que antes. {powers}.</numerusform>
            <numerusform>{count} claves pueden hacer aún más que antes. {powers}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} keys are still not read-only. {powers}.</source>
        <translation>
            <numerusform>{count} clave sigue sin ser de solo lectura. {powers}.</numerusform>
            <numerusform>{count} claves siguen sin ser de solo lectura. {powers}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} keys still can trade. {powers}.</source>
        <translation>
            <numerusform>{count} clave todavía puede operar. {powers}.</numerusform>
            <numerusform>{count} claves todavía pueden operar. {powers}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} keys still can do more than read. {powers}.</source>
        <translation>
            <numerusform>{count} clave todavía puede hacer más que leer. {powers}.</numerusform>
            <numerusform>{count} claves todavía pueden hacer más que leer. {powers}.</numerusform>
        </translation>
    </message>
    <message>
        <source>{key_can} (noticed {when})</source>
        <translation>{key_can} (notado {when})</translation>
    </message>
    <message numerus="yes">
        <source>and {count} more</source>
        <translation>
            <numerusform>y {count} más</numerusform>
            <numerusform>y {count} más</numerusform>
        </translation>
    </message>
    <message>
        <source>“{name}” can withdraw</source>
        <translation>“{name}” puede retirar</translation>
    </message>
    <message>
        <source>“{name}” can trade</source>
        <translation>“{name}” puede operar</translation>
    </message>
    <message>
        <source>“{name}” can do more</source>
        <translation>“{name}” puede hacer más</translation>
    </message>
    <message numerus="yes">
        <source>{exchange} no longer knows any of your {count} keys.</source>
        <translation>
            <numerusform>{exchange} ya no conoce tu clave.</numerusform>
            <numerusform>{exchange} ya no conoce ninguna de tus {count} claves.</numerusform>
        </translation>
    </message>
    <message>
        <source>{exchange} no longer knows “{name}”.</source>
        <translation>{exchange} ya no conoce “{name}”.</translation>
    </message>
    <message numerus="yes">
        <source>{exchange} no longer knows {count} of your keys.</source>
        <translation>
            <numerusform>{exchange} ya no conoce {count} de tus claves.</numerusform>
            <numerusform>{exchange} ya no conoce {count} de tus claves.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Exchanges do that at times: on 3 July 2018 Binance deleted every key there was. Nothing is lost but the keys: create new ones, from step 1.</source>
        <translation>
            <numerusform>Los exchanges lo hacen a veces: el 3 de julio de 2018 Binance eliminó todas las claves que había. Solo se ha perdido la clave: crea una nueva desde el paso 1.</numerusform>
            <numerusform>Los exchanges lo hacen a veces: el 3 de julio de 2018 Binance eliminó todas las claves que había. Solo se han perdido las claves: crea otras nuevas desde el paso 1.</numerusform>
        </translation>
    </message>
    <message>
        <source>{exchange} does not accept “{name}” any more.</source>
        <translation>{exchange} ya no acepta “{name}”.</translation>
    </message>
    <message numerus="yes">
        <source>{exchange} does not accept {count} keys any more.</source>
        <translation>
            <numerusform>{exchange} ya no acepta {count} clave.</numerusform>
            <numerusform>{exchange} ya no acepta {count} claves.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Choose one of them below to see why, and what to do.</source>
        <translation>
            <numerusform>Elígela abajo para ver el motivo y qué hacer.</numerusform>
            <numerusform>Elige una de ellas abajo para ver el motivo y qué hacer.</numerusform>
        </translation>
    </message>
    <message>
        <source>“{name}” has lost its IP restriction, and can still only read.</source>
        <translation>“{name}” ha perdido su restricción por IP; sigue pudiendo solo leer.</translation>
    </message>
    <message numerus="yes">
        <source>{count} keys have lost their IP restriction, and can still only read.</source>
        <translation>
            <numerusform>{count} clave ha perdido su restricción por IP; sigue pudiendo solo leer.</numerusform>
            <numerusform>{count} claves han perdido su restricción por IP; siguen pudiendo solo leer.</numerusform>
        </translation>
    </message>
    <message>
        <source>“{name}” has lost its IP restriction, and still cannot trade.</source>
        <translation>“{name}” ha perdido su restricción por IP y sigue sin poder operar.</translation>
    </message>
    <message numerus="yes">
        <source>{count} keys have lost their IP restriction, and still cannot trade.</source>
        <translation>
            <numerusform>{count} clave ha perdido su restricción por IP y sigue sin poder operar.</numerusform>
            <numerusform>{count} claves han perdido su restricción por IP y siguen sin poder operar.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>None of your {count} keys could be checked; nothing is known to have changed.</source>
        <translation>
            <numerusform>Tu clave no se pudo comprobar; no consta que haya cambiado nada.</numerusform>
            <numerusform>No se pudo comprobar ninguna de tus {count} claves; no consta que haya cambiado nada.</numerusform>
        </translation>
    </message>
    <message>
        <source>“{name}” could not be checked; nothing is known to have changed.</source>
        <translation>“{name}” no se pudo comprobar; no consta que haya cambiado nada.</translation>
    </message>
    <message numerus="yes">
        <source>{count} keys could not be checked; nothing is known to have changed.</source>
        <translation>
            <numerusform>{count} clave no se pudo comprobar; no consta que haya cambiado nada.</numerusform>
            <numerusform>{count} claves no se pudieron comprobar; no consta que haya cambiado nada.</numerusform>
        </translation>
    </message>
    <message>
        <source>“{name}” is read-only again.</source>
        <translation>“{name}” vuelve a ser de solo lectura.</translation>
    </message>
    <message numerus="yes">
        <source>{count} keys are read-only again.</source>
        <translation>
            <numerusform>{count} clave vuelve a ser de solo lectura.</numerusform>
            <numerusform>{count} claves vuelven a ser de solo lectura.</numerusform>
        </translation>
    </message>
    <message>
        <source>It is proven again that “{name}” cannot trade.</source>
        <translation>Queda demostrado otra vez que “{name}” no puede operar.</translation>
    </message>
    <message numerus="yes">
        <source>It is proven again that {count} keys cannot trade.</source>
        <translation>
            <numerusform>Queda demostrado otra vez que {count} clave no puede operar.</numerusform>
            <numerusform>Queda demostrado otra vez que {count} claves no pueden operar.</numerusform>
        </translation>
    </message>
    <message>
        <source>“{name}” is read-only.</source>
        <translation>“{name}” es de solo lectura.</translation>
    </message>
    <message numerus="yes">
        <source>{count} keys are read-only.</source>
        <translation>
            <numerusform>{count} clave es de solo lectura.</numerusform>
            <numerusform>{count} claves son de solo lectura.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All {count} keys are read-only.</source>
        <translation>
            <numerusform>Tu clave es de solo lectura.</numerusform>
            <numerusform>Las {count} claves son de solo lectura.</numerusform>
        </translation>
    </message>
    <message>
        <source>“{name}” cannot trade.</source>
        <translation>“{name}” no puede operar.</translation>
    </message>
    <message numerus="yes">
        <source>{count} keys cannot trade.</source>
        <translation>
            <numerusform>{count} clave no puede operar.</numerusform>
            <numerusform>{count} claves no pueden operar.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} keys verified: none of them can trade.</source>
        <translation>
            <numerusform>{count} clave comprobada: no puede operar.</numerusform>
            <numerusform>{count} claves comprobadas: ninguna puede operar.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} of them are proven less far.</source>
        <translation>
            <numerusform>De {count} de ellas se demuestra menos.</numerusform>
            <numerusform>De {count} de ellas se demuestra menos.</numerusform>
        </translation>
    </message>
    <message>
        <source>“{label}”</source>
        <translation>“{label}”</translation>
    </message>
    <message>
        <source>{several} and {last}</source>
        <translation>{several} y {last}</translation>
    </message>
    <message>
        <source>This key cannot trade</source>
        <translation>Esta clave no puede operar</translation>
    </message>
    <message>
        <source>“{name}” is saved. A test order was refused, which proves that trading is off. Binance.US does not report what a key may do, so nobody can prove that withdrawals are off: there is only what you saw on the page yourself.</source>
        <translation>“{name}” está guardada. Se rechazó una orden de prueba, lo que demuestra que no puede operar. Binance.US no informa de lo que puede hacer una clave, así que nadie puede demostrar que los retiros estén desactivados: solo cuenta lo que viste tú en la página.</translation>
    </message>
    <message>
        <source>Press “Show my keys”, then “Hand over…” to copy it into the program you made it for. Come back any day: “Verify all” proves again that it cannot trade.</source>
        <translation>Pulsa “Ver mis claves” y luego “Entregar…” para copiarla en el programa para el que la creaste. Vuelve cualquier día: “Comprobar todas” demuestra otra vez que no puede operar.</translation>
    </message>
    <message>
        <source>This key can only read</source>
        <translation>Esta clave solo puede leer</translation>
    </message>
    <message>
        <source>Press “Show my keys”, then “Hand over…” to copy it into the program you made it for. Come back any day: one click on “Verify all” proves again that nothing has changed.</source>
        <translation>Pulsa “Ver mis claves” y luego “Entregar…” para copiarla en el programa para el que la creaste. Vuelve cualquier día: un clic en “Comprobar todas” demuestra otra vez que nada ha cambiado.</translation>
    </message>
    <message>
        <source>“{name}” is proven and saved. Everything else that the exchange reports is off.</source>
        <translation>“{name}” está demostrada y guardada. Todo lo demás de lo que informa el exchange está desactivado.</translation>
    </message>
    <message>
        <source>The test order brought no clear answer, so this rests on that report alone.</source>
        <translation>La orden de prueba no dio una respuesta clara, así que esto se apoya solo en ese informe.</translation>
    </message>
    <message>
        <source>No test order was tried, so this rests on that report alone.</source>
        <translation>No se probó ninguna orden, así que esto se apoya solo en ese informe.</translation>
    </message>
    <message>
        <source>This key can withdraw your money</source>
        <translation>Esta clave puede retirar tu dinero</translation>
    </message>
    <message>
        <source>This key can still trade</source>
        <translation>Esta clave todavía puede operar</translation>
    </message>
    <message>
        <source>This key can do more than read</source>
        <translation>Esta clave puede hacer más que leer</translation>
    </message>
    <message>
        <source>The key does not count as saved yet. Its secret is kept here, encrypted, while you fix it.</source>
        <translation>La clave aún no cuenta como guardada. Su secreto se conserva aquí, cifrado, mientras lo arreglas.</translation>
    </message>
    <message>
        <source>A test order was accepted, which needs the right to trade.</source>
        <translation>Se aceptó una orden de prueba, para lo que hace falta permiso de operar.</translation>
    </message>
    <message>
        <source>On the page edit the key, untick trading, and look that only reading is ticked. Save, then check again here.</source>
        <translation>En la página edita la clave, desmarca las operaciones y mira que solo quede marcada la lectura. Guarda y comprueba otra vez aquí.</translation>
    </message>
    <message>
        <source>The exchange says that trading is off, and yet it took a test order.</source>
        <translation>El exchange dice que las operaciones están desactivadas y, sin embargo, aceptó una orden de prueba.</translation>
    </message>
    <message>
        <source>Do not use this key. Delete it on the exchange&apos;s page and create a new one.</source>
        <translation>No uses esta clave. Elimínala en la página del exchange y crea una nueva.</translation>
    </message>
    <message>
        <source>On the page choose “Edit restrictions”, untick {boxes}, press “Save”, then check again here.</source>
        <translation>En la página elige “Edit restrictions”, desmarca {boxes}, pulsa “Save” y comprueba otra vez aquí.</translation>
    </message>
    <message>
        <source>has none</source>
        <translation>no tiene ninguna</translation>
    </message>
    <message>
        <source>is empty</source>
        <translation>está vacío</translation>
    </message>
    <message>
        <source>contains other characters</source>
        <translation>contiene otros caracteres</translation>
    </message>
    <message>
        <source>has only {count}: one character seems to be missing</source>
        <translation>tiene solo {count}: parece que falta un carácter</translation>
    </message>
    <message>
        <source>has {count}: one is too many</source>
        <translation>tiene {count}: sobra uno</translation>
    </message>
    <message>
        <source>has only {count}</source>
        <translation>tiene solo {count}</translation>
    </message>
    <message>
        <source>has {count}</source>
        <translation>tiene {count}</translation>
    </message>
    <message>
        <source>invisible ones</source>
        <translation>unos invisibles</translation>
    </message>
    <message>
        <source>contains other characters, such as {shown}; a translated page may have changed letters</source>
        <translation>contiene otros caracteres, como {shown}; una página traducida puede haber cambiado letras</translation>
    </message>
    <message>
        <source>contains other characters, such as {shown}</source>
        <translation>contiene otros caracteres, como {shown}</translation>
    </message>
    <message>
        <source>Spaces were taken away.</source>
        <translation>Se quitaron espacios.</translation>
    </message>
    <message>
        <source>Quotation marks were taken away.</source>
        <translation>Se quitaron comillas.</translation>
    </message>
    <message>
        <source>Lines were joined again.</source>
        <translation>Se volvieron a unir las líneas.</translation>
    </message>
    <message>
        <source>Characters that cannot be seen were taken away.</source>
        <translation>Se quitaron caracteres que no se ven.</translation>
    </message>
    <message>
        <source>Wide letters were made plain ones.</source>
        <translation>Las letras anchas se cambiaron por normales.</translation>
    </message>
    <message>
        <source>The text around it was left out.</source>
        <translation>Se dejó fuera el texto de alrededor.</translation>
    </message>
    <message>
        <source>The names on that page are not English. If your browser translated it, compare both lines with the original: a translation can change single letters.</source>
        <translation>Los nombres de esa página no están en inglés. Si tu navegador la tradujo, compara las dos líneas con el original: una traducción puede cambiar alguna letra.</translation>
    </message>
    <message>
        <source>Your browser seems to have translated that page, and a translation can change single letters. Choose “Show original” in the browser&apos;s translation menu and copy again. Do not reload the page: the secret would be hidden for good.</source>
        <translation>Parece que tu navegador tradujo esa página, y una traducción puede cambiar alguna letra. Elige “Mostrar original” en el menú de traducción del navegador y copia otra vez. No recargues la página: el secreto quedaría oculto para siempre.</translation>
    </message>
    <message>
        <source>This seems to come from the exchange&apos;s test site. A key from there does not work on the real one.</source>
        <translation>Parece venir del sitio de pruebas del exchange. Una clave de allí no sirve en el verdadero.</translation>
    </message>
    <message>
        <source>This seems to come from Binance.US. Its keys work there and not on Binance.com.</source>
        <translation>Parece venir de Binance.US. Sus claves sirven allí y no en Binance.com.</translation>
    </message>
    <message>
        <source>This seems to come from Binance.com. Its keys work there and not on Binance.US.</source>
        <translation>Parece venir de Binance.com. Sus claves sirven allí y no en Binance.US.</translation>
    </message>
    <message>
        <source>The text names another exchange. A key from there does not work on Binance.</source>
        <translation>El texto nombra otro exchange. Una clave de allí no sirve en Binance.</translation>
    </message>
    <message>
        <source>Permissions, reported {when}</source>
        <translation>Permisos, informados {when}</translation>
    </message>
    <message>
        <source>a moment ago</source>
        <translation>hace un momento</translation>
    </message>
    <message>
        <source>Permissions, reported {when}, before it was deleted</source>
        <translation>Permisos, informados {when}, antes de que fuera eliminada</translation>
    </message>
    <message>
        <source>Permissions, reported {when}, before the exchange stopped accepting it</source>
        <translation>Permisos, informados {when}, antes de que el exchange dejara de aceptarla</translation>
    </message>
    <message>
        <source>Permissions, reported {when}, and not known since</source>
        <translation>Permisos, informados {when}; desde entonces no se sabe</translation>
    </message>
    <message>
        <source>a test order was refused</source>
        <translation>se rechazó una orden de prueba</translation>
    </message>
    <message>
        <source>ON: a test order was accepted</source>
        <translation>ACTIVADO: se aceptó una orden de prueba</translation>
    </message>
    <message>
        <source>Everything else</source>
        <translation>Todo lo demás</translation>
    </message>
    <message>
        <source>Everything else it reports</source>
        <translation>Todo lo demás de lo que informa</translation>
    </message>
    <message>
        <source>Works only from the IP addresses on your list</source>
        <translation>Funciona solo desde las direcciones IP de tu lista</translation>
    </message>
    <message>
        <source>Works from every IP address: fine for a key that can only read</source>
        <translation>Funciona desde cualquier dirección IP: está bien para una clave que solo puede leer</translation>
    </message>
    <message>
        <source>Works from every IP address</source>
        <translation>Funciona desde cualquier dirección IP</translation>
    </message>
    <message>
        <source>off, but a test order was accepted</source>
        <translation>desactivado, pero se aceptó una orden de prueba</translation>
    </message>
    <message>
        <source>ON</source>
        <translation>ACTIVADO</translation>
    </message>
    <message>
        <source>Internal transfers</source>
        <translation>Transferencias internas</translation>
    </message>
    <message>
        <source>Universal transfers</source>
        <translation>Transferencias universales</translation>
    </message>
    <message>
        <source>Margin loans and transfers</source>
        <translation>Préstamos y transferencias de margen</translation>
    </message>
    <message>
        <source>Futures</source>
        <translation>Futuros</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>Opciones</translation>
    </message>
    <message>
        <source>Portfolio margin trading</source>
        <translation>Operar con margen de cartera</translation>
    </message>
    <message>
        <source>FIX trading</source>
        <translation>Operar por FIX</translation>
    </message>
    <message>
        <source>FIX reading</source>
        <translation>Lectura por FIX</translation>
    </message>
    <message>
        <source>Restricted to your IP addresses</source>
        <translation>Limitada a tus direcciones IP</translation>
    </message>
    <message>
        <source>Nothing could be proven, neither good nor bad. What is sealed stays sealed.</source>
        <translation>No se pudo demostrar nada, ni bueno ni malo. Lo que está sellado sigue sellado.</translation>
    </message>
    <message>
        <source>Wait a few minutes, then try again.</source>
        <translation>Espera unos minutos e inténtalo de nuevo.</translation>
    </message>
    <message>
        <source>The exchange did not understand our question.</source>
        <translation>El exchange no entendió nuestra pregunta.</translation>
    </message>
    <message>
        <source>This is our fault, not yours.</source>
        <translation>Es culpa nuestra, no tuya.</translation>
    </message>
    <message>
        <source>Try again; if it happens twice, look for a newer version of the wizard.</source>
        <translation>Inténtalo de nuevo; si pasa dos veces, busca una versión más nueva del asistente.</translation>
    </message>
    <message>
        <source>The exchange says that this is not an API key.</source>
        <translation>El exchange dice que esto no es una clave de API.</translation>
    </message>
    <message>
        <source>Something was lost or added while copying.</source>
        <translation>Al copiar se perdió o se añadió algo.</translation>
    </message>
    <message>
        <source>Copy the API key again with the page&apos;s copy button and paste it.</source>
        <translation>Copia otra vez la clave de API con el botón de copiar de la página y pégala.</translation>
    </message>
    <message>
        <source>{venue} does not know this key.</source>
        <translation>{venue} no conoce esta clave.</translation>
    </message>
    <message>
        <source>Most likely it was deleted there, or a character changed while copying. It could also be a key of another site{other_sites}.</source>
        <translation>Lo más probable es que se eliminara allí o que cambiara un carácter al copiarla. También podría ser una clave de otro sitio{other_sites}.</translation>
    </message>
    <message>
        <source>Look whether the key is on the API page. If it is, paste it again; if it is not, create a new one from step 1.</source>
        <translation>Mira si la clave está en la página de API. Si está, pégala otra vez; si no, crea una nueva desde el paso 1.</translation>
    </message>
    <message>
        <source>{venue} does not know this key any more.</source>
        <translation>{venue} ya no conoce esta clave.</translation>
    </message>
    <message>
        <source>It was accepted before, so it was deleted there since, by you or by the exchange. Exchanges delete keys: unused ones, and on 3 July 2018 Binance deleted every one.</source>
        <translation>Antes se aceptaba, así que desde entonces fue eliminada allí, por ti o por el exchange. Los exchanges eliminan claves: las que no se usan, y el 3 de julio de 2018 Binance eliminó todas.</translation>
    </message>
    <message>
        <source>Create a new one from step 1; the name is filled in already.</source>
        <translation>Crea una nueva desde el paso 1; el nombre ya está puesto.</translation>
    </message>
    <message>
        <source>{venue} does not accept this key from here.</source>
        <translation>{venue} no acepta esta clave desde aquí.</translation>
    </message>
    <message>
        <source>{address_seen}It gives one answer for several causes. Most likely the key was deleted or belongs to another site{other_sites}; else its list of IP addresses leaves yours out, or reading is off.</source>
        <translation>{address_seen}Da una misma respuesta para varias causas. Lo más probable es que la clave se eliminara o sea de otro sitio{other_sites}; si no, tu dirección no está en su lista de direcciones IP o la lectura está desactivada.</translation>
    </message>
    <message>
        <source>Look for the key on the API page. If it is there, choose “Edit”, tick reading, look at the list of IP addresses, save, then try again.</source>
        <translation>Busca la clave en la página de API. Si está, elige “Edit”, marca la lectura, mira la lista de direcciones IP, guarda e inténtalo de nuevo.</translation>
    </message>
    <message>
        <source>The exchange knows this key, but does not let it in from here.</source>
        <translation>El exchange conoce esta clave, pero no la deja entrar desde aquí.</translation>
    </message>
    <message>
        <source>{address_seen}Most likely the key has a list of IP addresses that yours is not on; else “Enable Reading” is not ticked.</source>
        <translation>{address_seen}Lo más probable es que la clave tenga una lista de direcciones IP en la que no está la tuya; si no, “Enable Reading” no está marcada.</translation>
    </message>
    <message>
        <source>On the API page choose “Edit restrictions”, look at the list of IP addresses and at “Enable Reading”, save, then try again.</source>
        <translation>En la página de API elige “Edit restrictions”, mira la lista de direcciones IP y “Enable Reading”, guarda e inténtalo de nuevo.</translation>
    </message>
    <message>
        <source>This key may not be used from your internet address.</source>
        <translation>Esta clave no puede usarse desde tu dirección de internet.</translation>
    </message>
    <message>
        <source>{address_seen}The key&apos;s list of trusted IP addresses leaves your present one out.</source>
        <translation>{address_seen}La dirección que tienes ahora no está en la lista de direcciones IP de confianza de la clave.</translation>
    </message>
    <message>
        <source>On the API page choose “Edit restrictions”, add {address} to the list, save, then try again.</source>
        <translation>En la página de API elige “Edit restrictions”, añade {address} a la lista, guarda e inténtalo de nuevo.</translation>
    </message>
    <message>
        <source>This key cannot read.</source>
        <translation>Esta clave no puede leer.</translation>
    </message>
    <message>
        <source>A program that you give it to would see nothing.</source>
        <translation>Un programa al que se la des no vería nada.</translation>
    </message>
    <message>
        <source>On the API page choose “Edit restrictions”, tick “Enable Reading”, save, then try again.</source>
        <translation>En la página de API elige “Edit restrictions”, marca “Enable Reading”, guarda e inténtalo de nuevo.</translation>
    </message>
    <message>
        <source>The API key and the secret do not belong together.</source>
        <translation>La clave de API y el secreto no van juntos.</translation>
    </message>
    <message>
        <source>The exchange knows the API key, but the secret is a different one, or a part of it was lost while copying.</source>
        <translation>El exchange conoce la clave de API, pero el secreto es otro, o se perdió una parte al copiarlo.</translation>
    </message>
    <message>
        <source>Copy both lines from the same page again. If the secret is no longer shown, delete that key and create a new one.</source>
        <translation>Copia otra vez las dos líneas de la misma página. Si el secreto ya no se muestra, elimina esa clave y crea una nueva.</translation>
    </message>
    <message>
        <source>The API key and the private key do not belong together.</source>
        <translation>La clave de API y la clave privada no van juntas.</translation>
    </message>
    <message>
        <source>The exchange knows the API key, but holds the public half of a different pair for it.</source>
        <translation>El exchange conoce la clave de API, pero tiene para ella la mitad pública de otro par.</translation>
    </message>
    <message>
        <source>Paste the API key that the exchange showed for this pair, or the private key that belongs to it.</source>
        <translation>Pega la clave de API que el exchange mostró para este par, o la clave privada que le corresponde.</translation>
    </message>
    <message>
        <source>The API key and the secret were in each other&apos;s place.</source>
        <translation>La clave de API y el secreto estaban cada uno en el lugar del otro.</translation>
    </message>
    <message>
        <source>Nothing is wrong with the key.</source>
        <translation>A la clave no le pasa nada.</translation>
    </message>
    <message>
        <source>Swap them and try again.</source>
        <translation>Cámbialos de lugar e inténtalo de nuevo.</translation>
    </message>
    <message>
        <source>The answer is about a different key.</source>
        <translation>La respuesta es sobre otra clave.</translation>
    </message>
    <message>
        <source>This key was created at another time than the one you saved, so the answer proves nothing about it.</source>
        <translation>Esta clave se creó en otro momento que la que guardaste, así que la respuesta no demuestra nada sobre ella.</translation>
    </message>
    <message>
        <source>Check the address of the exchange and your network, then try again.</source>
        <translation>Revisa la dirección del exchange y tu red, e inténtalo de nuevo.</translation>
    </message>
    <message>
        <source>This computer&apos;s clock is wrong.</source>
        <translation>El reloj de este equipo va mal.</translation>
    </message>
    <message>
        <source>It is {offset}, and the exchange only answers when the time is right.</source>
        <translation>Va {offset}, y el exchange solo responde cuando la hora es correcta.</translation>
    </message>
    <message>
        <source>Switch on automatic time in your system&apos;s settings, then try again.</source>
        <translation>Activa la hora automática en los ajustes del sistema e inténtalo de nuevo.</translation>
    </message>
    <message>
        <source>The exchange does not accept the time of our question.</source>
        <translation>El exchange no acepta la hora de nuestra pregunta.</translation>
    </message>
    <message>
        <source>This computer&apos;s clock agrees with the exchange&apos;s as far as we can measure.</source>
        <translation>Hasta donde podemos medir, el reloj de este equipo coincide con el del exchange.</translation>
    </message>
    <message>
        <source>Try again in a minute.</source>
        <translation>Inténtalo de nuevo dentro de un minuto.</translation>
    </message>
    <message>
        <source>The exchange asks us to slow down.</source>
        <translation>El exchange nos pide ir más despacio.</translation>
    </message>
    <message>
        <source>Try again at {until}. Until then the wizard does not ask, even after a restart.</source>
        <translation>Inténtalo de nuevo a partir de: {until}. Hasta entonces el asistente no pregunta, ni siquiera si lo reinicias.</translation>
    </message>
    <message>
        <source>The exchange does not answer your address for a while.</source>
        <translation>El exchange no responde a tu dirección durante un tiempo.</translation>
    </message>
    <message>
        <source>Too many questions came from it, perhaps from another program.</source>
        <translation>Le llegaron demasiadas preguntas desde ella, quizá de otro programa.</translation>
    </message>
    <message>
        <source>Try again at {until}. Until then the wizard does not ask, because every try can make the wait longer.</source>
        <translation>Inténtalo de nuevo a partir de: {until}. Hasta entonces el asistente no pregunta, porque cada intento puede alargar la espera.</translation>
    </message>
    <message>
        <source>The exchange is closed for maintenance.</source>
        <translation>El exchange está cerrado por mantenimiento.</translation>
    </message>
    <message>
        <source>The exchange does not serve the place you are connecting from.</source>
        <translation>El exchange no atiende al lugar desde el que te conectas.</translation>
    </message>
    <message>
        <source>It answers nobody there, whatever the key.</source>
        <translation>Allí no responde a nadie, sea cual sea la clave.</translation>
    </message>
    <message>
        <source>If you use a VPN, switch it off or choose another country, then try again.</source>
        <translation>Si usas una VPN, desactívala o elige otro país, e inténtalo de nuevo.</translation>
    </message>
    <message>
        <source>The exchange&apos;s firewall turned us away.</source>
        <translation>El cortafuegos del exchange no nos dejó pasar.</translation>
    </message>
    <message>
        <source>This happens on some networks and VPNs.</source>
        <translation>Ocurre en algunas redes y con algunas VPN.</translation>
    </message>
    <message>
        <source>Try another network, or switch a VPN off, then try again.</source>
        <translation>Prueba otra red o desactiva la VPN, e inténtalo de nuevo.</translation>
    </message>
    <message>
        <source>The exchange has trouble of its own.</source>
        <translation>El exchange tiene problemas propios.</translation>
    </message>
    <message>
        <source>The exchange gave an answer that we do not know.</source>
        <translation>El exchange dio una respuesta que no conocemos.</translation>
    </message>
    <message>
        <source>Whether this key can trade could not be proven.</source>
        <translation>No se pudo demostrar si esta clave puede operar.</translation>
    </message>
    <message>
        <source>{because}Only a refused test order shows that trading is off, and this time it brought no clear answer.</source>
        <translation>{because}Solo una orden de prueba rechazada demuestra que operar está desactivado, y esta vez no dio una respuesta clara.</translation>
    </message>
    <message>
        <source>Try again.</source>
        <translation>Inténtalo de nuevo.</translation>
    </message>
    <message>
        <source>Your own look at the boxes is still missing.</source>
        <translation>Falta que mires las casillas tú.</translation>
    </message>
    <message>
        <source>{venue} does not report whether a key can withdraw, so nobody but you can see that “Enable Withdrawals” is not ticked.</source>
        <translation>{venue} no informa de si una clave puede retirar, así que nadie más que tú puede ver que “Enable Withdrawals” no está marcada.</translation>
    </message>
    <message>
        <source>Look at the key on the API page, and say here what you see (in a terminal: “--boxes-seen”).</source>
        <translation>Mira la clave en la página de API y di aquí lo que ves (en un terminal: “--boxes-seen”).</translation>
    </message>
    <message>
        <source>The file was left exactly as it is.</source>
        <translation>El archivo se dejó exactamente como está.</translation>
    </message>
    <message>
        <source>What was in the vault before is still there; the last change is not.</source>
        <translation>Lo que había antes en la bóveda sigue ahí; el último cambio, no.</translation>
    </message>
    <message>
        <source>There is no vault yet.</source>
        <translation>Todavía no hay bóveda.</translation>
    </message>
    <message>
        <source>No key was saved in {folder} so far.</source>
        <translation>Hasta ahora no se guardó ninguna clave en {folder}.</translation>
    </message>
    <message>
        <source>Create your first key; the vault is made then.</source>
        <translation>Crea tu primera clave; la bóveda se hace entonces.</translation>
    </message>
    <message>
        <source>There is already a vault here.</source>
        <translation>Aquí ya hay una bóveda.</translation>
    </message>
    <message>
        <source>A new one would take its place, so none was made.</source>
        <translation>Una nueva ocuparía su lugar, así que no se hizo ninguna.</translation>
    </message>
    <message>
        <source>Open the vault that is there, or choose another data folder.</source>
        <translation>Abre la bóveda que hay o elige otra carpeta de datos.</translation>
    </message>
    <message>
        <source>The vault&apos;s file is gone, but its copy is there.</source>
        <translation>El archivo de la bóveda no está, pero su copia sí.</translation>
    </message>
    <message>
        <source>It was moved or deleted. The copy “{backup}” may lack the last change; it was left exactly as it is.</source>
        <translation>Alguien lo movió o lo eliminó. A la copia “{backup}” puede faltarle el último cambio; se dejó exactamente como está.</translation>
    </message>
    <message>
        <source>Use the copy. To begin anew instead, move the copy out of the folder {folder}.</source>
        <translation>Usa la copia. Si prefieres empezar de nuevo, saca la copia de la carpeta {folder}.</translation>
    </message>
    <message>
        <source>The vault&apos;s file is gone, and so is its copy.</source>
        <translation>El archivo de la bóveda no está, y su copia tampoco.</translation>
    </message>
    <message>
        <source>They were moved or deleted, or the disk they are on was taken away. The last change was not saved.</source>
        <translation>Alguien los movió o los eliminó, o se quitó el disco en el que están. El último cambio no se guardó.</translation>
    </message>
    <message>
        <source>If you know where the file “{file}” went, put it back in {folder} and try again. Otherwise delete your keys at the exchange, start the wizard again and create new ones.</source>
        <translation>Si sabes adónde fue el archivo “{file}”, devuélvelo a {folder} e inténtalo de nuevo. Si no, elimina tus claves en el exchange, inicia de nuevo el asistente y crea otras.</translation>
    </message>
    <message>
        <source>The vault that lies here is not the one that was opened.</source>
        <translation>La bóveda que hay aquí no es la que se abrió.</translation>
    </message>
    <message>
        <source>Another one, or an older one, was put in its place, or another window sealed everything anew. Nothing was written over it, and the last change was not saved.</source>
        <translation>En su lugar se puso otra, o una más antigua, o bien otra ventana lo selló todo de nuevo. No se escribió nada encima, y el último cambio no se guardó.</translation>
    </message>
    <message>
        <source>Close the wizard and start it again. If somebody put another file there by mistake, put the newer one back in {folder} first.</source>
        <translation>Cierra el asistente e inícialo otra vez. Si alguien puso ahí otro archivo por error, devuelve antes el más nuevo a {folder}.</translation>
    </message>
    <message>
        <source>The vault is full.</source>
        <translation>La bóveda está llena.</translation>
    </message>
    <message>
        <source>A vault has room for 4 MiB.</source>
        <translation>En una bóveda caben 4 MiB.</translation>
    </message>
    <message>
        <source>Remove keys that you no longer use, then try again.</source>
        <translation>Quita las claves que ya no uses e inténtalo de nuevo.</translation>
    </message>
    <message>
        <source>The vault is damaged.</source>
        <translation>La bóveda está dañada.</translation>
    </message>
    <message>
        <source>Its seal is broken, so nothing in it can be trusted.</source>
        <translation>Su sello está roto, así que nada de lo que contiene es de fiar.</translation>
    </message>
    <message>
        <source>Use the copy “{backup}” in {folder}. The damaged file is kept beside it, under another name.</source>
        <translation>Usa la copia “{backup}” en {folder}. El archivo dañado se conserva al lado, con otro nombre.</translation>
    </message>
    <message>
        <source>The vault is damaged, and there is no copy to turn to.</source>
        <translation>La bóveda está dañada y no hay ninguna copia a la que recurrir.</translation>
    </message>
    <message>
        <source>If you keep backups of your own, bring back {path} from one. Otherwise move the file away, delete your keys at the exchange and create them again.</source>
        <translation>Si tienes copias de seguridad propias, recupera {path} de una. Si no, aparta el archivo, elimina tus claves en el exchange y créalas otra vez.</translation>
    </message>
    <message>
        <source>This vault was made by a newer version of the wizard.</source>
        <translation>Esta bóveda la hizo una versión más nueva del asistente.</translation>
    </message>
    <message>
        <source>This version cannot open it safely.</source>
        <translation>Esta versión no puede abrirla con seguridad.</translation>
    </message>
    <message>
        <source>Install the newest version of the wizard and open the vault with it.</source>
        <translation>Instala la versión más nueva del asistente y abre la bóveda con ella.</translation>
    </message>
    <message>
        <source>There is something else where the vault should be.</source>
        <translation>Hay otra cosa donde debería estar la bóveda.</translation>
    </message>
    <message>
        <source>At {path} we found no ordinary file of yours, and did not touch it.</source>
        <translation>En {path} no encontramos un archivo normal tuyo, y no lo tocamos.</translation>
    </message>
    <message>
        <source>Move it away, or choose another data folder, then start the wizard again.</source>
        <translation>Apártalo o elige otra carpeta de datos, y luego inicia otra vez el asistente.</translation>
    </message>
    <message>
        <source>The vault&apos;s file is too large to be a vault.</source>
        <translation>El archivo de la bóveda es demasiado grande para ser una bóveda.</translation>
    </message>
    <message>
        <source>A vault has at most 4 MiB.</source>
        <translation>Una bóveda tiene como mucho 4 MiB.</translation>
    </message>
    <message>
        <source>Look at the file {path}; if it is not yours, move it away and start again.</source>
        <translation>Mira el archivo {path}; si no es tuyo, apártalo y empieza otra vez.</translation>
    </message>
    <message>
        <source>The vault could not be read.</source>
        <translation>No se pudo leer la bóveda.</translation>
    </message>
    <message>
        <source>The system did not let us.</source>
        <translation>El sistema no nos dejó.</translation>
    </message>
    <message>
        <source>Check that {path} belongs to you and that the disk is well, then start again.</source>
        <translation>Comprueba que {path} te pertenece y que el disco está bien, y empieza otra vez.</translation>
    </message>
    <message>
        <source>The vault was changed by another window or program.</source>
        <translation>Otra ventana u otro programa cambió la bóveda.</translation>
    </message>
    <message>
        <source>To lose nothing, your last change was not written over it.</source>
        <translation>Para no perder nada, tu último cambio no se escribió encima.</translation>
    </message>
    <message>
        <source>Try again; the wizard has read the vault anew.</source>
        <translation>Inténtalo de nuevo; el asistente ha vuelto a leer la bóveda.</translation>
    </message>
    <message>
        <source>Another window is writing to the vault.</source>
        <translation>Otra ventana está escribiendo en la bóveda.</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>No se cambió nada.</translation>
    </message>
    <message>
        <source>Close the other window of the wizard, then try again.</source>
        <translation>Cierra la otra ventana del asistente e inténtalo de nuevo.</translation>
    </message>
    <message>
        <source>The wizard may not write to its own folder.</source>
        <translation>El asistente no puede escribir en su propia carpeta.</translation>
    </message>
    <message>
        <source>Nothing can be kept in {folder} at the moment.</source>
        <translation>De momento no se puede guardar nada en {folder}.</translation>
    </message>
    <message>
        <source>Give yourself the right to write there, or choose another data folder, then try again.</source>
        <translation>Date permiso para escribir ahí o elige otra carpeta de datos, e inténtalo de nuevo.</translation>
    </message>
    <message>
        <source>The disk is full.</source>
        <translation>El disco está lleno.</translation>
    </message>
    <message>
        <source>Free some space, then try again.</source>
        <translation>Libera algo de espacio e inténtalo de nuevo.</translation>
    </message>
    <message>
        <source>The vault could not be written.</source>
        <translation>No se pudo escribir la bóveda.</translation>
    </message>
    <message>
        <source>Check the disk, then try again. Keep the exchange&apos;s page open until it works.</source>
        <translation>Revisa el disco e inténtalo de nuevo. Deja abierta la página del exchange hasta que funcione.</translation>
    </message>
    <message>
        <source>It is saved, but the disk did not confirm it.</source>
        <translation>Está guardado, pero el disco no lo confirmó.</translation>
    </message>
    <message>
        <source>If the power failed right now, the last change could be lost.</source>
        <translation>Si se fuera la luz ahora mismo, podría perderse el último cambio.</translation>
    </message>
    <message>
        <source>Save again, or check the disk.</source>
        <translation>Guarda otra vez o revisa el disco.</translation>
    </message>
    <message>
        <source>The key was removed, but not yet from the vault&apos;s copy.</source>
        <translation>La clave se quitó, pero aún no de la copia de la bóveda.</translation>
    </message>
    <message>
        <source>The copy “{backup}” still holds it, sealed. The next change renews the copy.</source>
        <translation>La copia “{backup}” todavía la tiene, sellada. El próximo cambio renueva la copia.</translation>
    </message>
    <message>
        <source>Delete the key at the exchange, so that it is of no use to anybody.</source>
        <translation>Elimina la clave en el exchange, para que no le sirva a nadie.</translation>
    </message>
    <message>
        <source>The check is too old to save the key.</source>
        <translation>La comprobación es demasiado antigua para guardar la clave.</translation>
    </message>
    <message>
        <source>A key counts as saved only with a proof that is less than a minute old.</source>
        <translation>Una clave cuenta como guardada solo con una prueba de hace menos de un minuto.</translation>
    </message>
    <message>
        <source>Check again.</source>
        <translation>Comprueba de nuevo.</translation>
    </message>
    <message>
        <source>This key is not in the vault any more.</source>
        <translation>Esta clave ya no está en la bóveda.</translation>
    </message>
    <message>
        <source>Another window or program removed it meanwhile.</source>
        <translation>Otra ventana u otro programa la quitó entretanto.</translation>
    </message>
    <message>
        <source>Look at the list of your keys.</source>
        <translation>Mira la lista de tus claves.</translation>
    </message>
    <message>
        <source>This key pair is not in the vault any more.</source>
        <translation>Este par de claves ya no está en la bóveda.</translation>
    </message>
    <message>
        <source>Another window or program wiped its private key meanwhile. An API key that the site made for its public key is of no use to anybody now.</source>
        <translation>Mientras tanto, otra ventana u otro programa borró su clave privada. Una clave de API que el sitio haya creado para su clave pública ya no le sirve a nadie.</translation>
    </message>
    <message>
        <source>Delete that API key at the exchange if there is one, then make another pair.</source>
        <translation>Si hay una, elimina esa clave de API en el exchange; después, haz otro par.</translation>
    </message>
    <message>
        <source>This key was proven and saved meanwhile.</source>
        <translation>Esta clave se demostró y se guardó entretanto.</translation>
    </message>
    <message>
        <source>Another window or program finished it. It is in the vault, and nothing was changed.</source>
        <translation>Otra ventana u otro programa la terminó. Está en la bóveda y no se cambió nada.</translation>
    </message>
    <message>
        <source>Look at the list of your keys. To take it out of the vault, remove it there.</source>
        <translation>Mira la lista de tus claves. Para sacarla de la bóveda, quítala allí.</translation>
    </message>
    <message>
        <source>The vault is locked.</source>
        <translation>La bóveda está bloqueada.</translation>
    </message>
    <message>
        <source>Your keys are safe in it; only the passphrase opens it.</source>
        <translation>Tus claves están seguras en ella; solo la frase de contraseña la abre.</translation>
    </message>
    <message>
        <source>Enter your passphrase.</source>
        <translation>Escribe tu frase de contraseña.</translation>
    </message>
    <message>
        <source>This passphrase does not open the vault.</source>
        <translation>Esta frase de contraseña no abre la bóveda.</translation>
    </message>
    <message>
        <source>Nothing was changed, and you can try as often as you like.</source>
        <translation>No se cambió nada, y puedes intentarlo cuantas veces quieras.</translation>
    </message>
    <message>
        <source>Check the Caps Lock key and the keyboard&apos;s language, then try again.</source>
        <translation>Mira la tecla de mayúsculas y el idioma del teclado, e inténtalo de nuevo.</translation>
    </message>
    <message>
        <source>The two passphrases are different.</source>
        <translation>Las dos frases de contraseña son distintas.</translation>
    </message>
    <message>
        <source>One of them has a slip, and nobody could tell which. Nothing was changed.</source>
        <translation>En una de ellas hay un error, y nadie sabe en cuál. No se cambió nada.</translation>
    </message>
    <message>
        <source>Type the same passphrase twice.</source>
        <translation>Escribe dos veces la misma frase de contraseña.</translation>
    </message>
    <message>
        <source>This passphrase is too short.</source>
        <translation>Esta frase de contraseña es demasiado corta.</translation>
    </message>
    <message>
        <source>It is all that protects your keys, so it needs at least {limit} characters.</source>
        <translation>Es lo único que protege tus claves, así que necesita al menos {limit} caracteres.</translation>
    </message>
    <message>
        <source>Four or five words that you do not say together every day make a good one.</source>
        <translation>Cuatro o cinco palabras que no digas juntas todos los días forman una buena.</translation>
    </message>
    <message>
        <source>The passphrase file could not be read.</source>
        <translation>No se pudo leer el archivo con la frase de contraseña.</translation>
    </message>
    <message>
        <source>Nothing was opened or changed.</source>
        <translation>No se abrió ni se cambió nada.</translation>
    </message>
    <message>
        <source>Give the path of a text file of yours whose first line is the passphrase.</source>
        <translation>Da la ruta de un archivo de texto tuyo cuya primera línea sea la frase de contraseña.</translation>
    </message>
    <message>
        <source>There is not enough free memory to open the vault.</source>
        <translation>No hay memoria libre suficiente para abrir la bóveda.</translation>
    </message>
    <message>
        <source>Turning a passphrase into a key needs {memory} for a moment.</source>
        <translation>Convertir una frase de contraseña en una clave necesita {memory} durante un momento.</translation>
    </message>
    <message>
        <source>Close other programs, then try again.</source>
        <translation>Cierra otros programas e inténtalo de nuevo.</translation>
    </message>
    <message>
        <source>This computer offers no keychain.</source>
        <translation>Este equipo no ofrece ningún llavero.</translation>
    </message>
    <message>
        <source>That is the system&apos;s own safe for passwords. Without it, a passphrase of yours protects the vault; nothing is ever kept unencrypted.</source>
        <translation>Es la caja fuerte del sistema para contraseñas. Sin ella, una frase de contraseña tuya protege la bóveda; nunca se guarda nada sin cifrar.</translation>
    </message>
    <message>
        <source>Choose a passphrase, or install a keychain (on Linux, for example, gnome-keyring).</source>
        <translation>Elige una frase de contraseña o instala un llavero (en Linux, por ejemplo, gnome-keyring).</translation>
    </message>
    <message>
        <source>Your keychain cannot be reached.</source>
        <translation>No se puede acceder a tu llavero.</translation>
    </message>
    <message>
        <source>The vault&apos;s key is in it, so the vault stays closed; nothing is lost.</source>
        <translation>La clave de la bóveda está en él, así que la bóveda sigue cerrada; no se ha perdido nada.</translation>
    </message>
    <message>
        <source>Sign in to your desktop as usual so that the keychain runs, then try again.</source>
        <translation>Inicia sesión en tu escritorio como siempre para que el llavero funcione, e inténtalo de nuevo.</translation>
    </message>
    <message>
        <source>Your keychain is locked.</source>
        <translation>Tu llavero está bloqueado.</translation>
    </message>
    <message>
        <source>The wizard keeps the vault&apos;s key there and has to wait; nothing is lost.</source>
        <translation>El asistente guarda ahí la clave de la bóveda y tiene que esperar; no se ha perdido nada.</translation>
    </message>
    <message>
        <source>Unlock the keychain when your system asks, then try again.</source>
        <translation>Desbloquea el llavero cuando el sistema lo pida e inténtalo de nuevo.</translation>
    </message>
    <message>
        <source>Your keychain does not answer.</source>
        <translation>Tu llavero no responde.</translation>
    </message>
    <message>
        <source>Your system may be waiting for you to unlock it. Nothing is lost.</source>
        <translation>Puede que el sistema espere a que lo desbloquees. No se ha perdido nada.</translation>
    </message>
    <message>
        <source>Look for a window that asks for your password, then try again.</source>
        <translation>Busca una ventana que pida tu contraseña e inténtalo de nuevo.</translation>
    </message>
    <message>
        <source>Your keychain did not keep what we gave it.</source>
        <translation>Tu llavero no conservó lo que le dimos.</translation>
    </message>
    <message>
        <source>A test value came back different or not at all, so no secret will be trusted to it.</source>
        <translation>Un valor de prueba volvió distinto o no volvió, así que no se le confiará ningún secreto.</translation>
    </message>
    <message>
        <source>Protect the vault with a passphrase instead.</source>
        <translation>Protege la bóveda con una frase de contraseña.</translation>
    </message>
    <message>
        <source>The vault&apos;s key is not in your keychain any more.</source>
        <translation>La clave de la bóveda ya no está en tu llavero.</translation>
    </message>
    <message>
        <source>Without it this vault cannot be opened on this computer.</source>
        <translation>Sin ella no se puede abrir esta bóveda en este equipo.</translation>
    </message>
    <message>
        <source>If you changed or reset your keychain, bring back the old one. Otherwise move the vault&apos;s file away and create your keys again from step 1.</source>
        <translation>Si cambiaste o restableciste tu llavero, recupera el anterior. Si no, aparta el archivo de la bóveda y crea tus claves otra vez desde el paso 1.</translation>
    </message>
    <message>
        <source>The vault&apos;s key in your keychain is not what we put there.</source>
        <translation>La clave de la bóveda que hay en tu llavero no es la que pusimos.</translation>
    </message>
    <message>
        <source>Something changed it, so it does not open the vault any more.</source>
        <translation>Algo la cambió, así que ya no abre la bóveda.</translation>
    </message>
    <message>
        <source>If you have a backup of your keychain, bring it back. Otherwise move the vault&apos;s file away and create your keys again from step 1.</source>
        <translation>Si tienes una copia de seguridad de tu llavero, recupérala. Si no, aparta el archivo de la bóveda y crea tus claves otra vez desde el paso 1.</translation>
    </message>
    <message>
        <source>Your keychain has no password.</source>
        <translation>Tu llavero no tiene contraseña.</translation>
    </message>
    <message>
        <source>Your system then writes it to the disk unencrypted: whoever can read your files can open the vault.</source>
        <translation>El sistema lo escribe entonces sin cifrar en el disco: quien pueda leer tus archivos puede abrir la bóveda.</translation>
    </message>
    <message>
        <source>Give your keychain a password (on GNOME with “Passwords and Keys”), or protect the vault with a passphrase.</source>
        <translation>Ponle una contraseña a tu llavero (en GNOME con “Contraseñas y claves”) o protege la bóveda con una frase de contraseña.</translation>
    </message>
    <message>
        <source>The answer could not be understood for certain.</source>
        <translation>No se pudo entender la respuesta con seguridad.</translation>
    </message>
    <message>
        <source>Somebody else may have answered, such as a hotel&apos;s log-in page, or the exchange changed its answer.</source>
        <translation>Puede que haya respondido otro, como la página de acceso de un hotel, o que el exchange haya cambiado su respuesta.</translation>
    </message>
    <message>
        <source>Open any web page to see whether your network asks you to log in, then try again. If it stays so, look for a newer version of the wizard.</source>
        <translation>Abre cualquier página web para ver si tu red te pide iniciar sesión, e inténtalo de nuevo. Si sigue igual, busca una versión más nueva del asistente.</translation>
    </message>
    <message>
        <source>The answer was far too long, so we stopped reading.</source>
        <translation>La respuesta era demasiado larga, así que dejamos de leer.</translation>
    </message>
    <message>
        <source>An honest answer is short.</source>
        <translation>Una respuesta de verdad es corta.</translation>
    </message>
    <message>
        <source>Try again; if it happens twice, try another network.</source>
        <translation>Inténtalo de nuevo; si pasa dos veces, prueba otra red.</translation>
    </message>
    <message>
        <source>The answer wanted to send us to another address.</source>
        <translation>La respuesta quería enviarnos a otra dirección.</translation>
    </message>
    <message>
        <source>The exchange never does that; your network may want you to log in. We did not follow, and your key was not sent there.</source>
        <translation>El exchange nunca hace eso; puede que tu red quiera que inicies sesión. No la seguimos, y tu clave no se envió allí.</translation>
    </message>
    <message>
        <source>Open any web page to see whether your network asks you to log in, then try again.</source>
        <translation>Abre cualquier página web para ver si tu red te pide iniciar sesión, e inténtalo de nuevo.</translation>
    </message>
    <message>
        <source>A web page answered in the exchange&apos;s place.</source>
        <translation>En lugar del exchange respondió una página web.</translation>
    </message>
    <message>
        <source>That is what the log-in page of a hotel, train or office network does.</source>
        <translation>Eso hace la página de acceso de la red de un hotel, un tren o una oficina.</translation>
    </message>
    <message>
        <source>Open any web page in your browser, log in to the network if it asks you to, then try again.</source>
        <translation>Abre cualquier página web en tu navegador, inicia sesión en la red si te lo pide, e inténtalo de nuevo.</translation>
    </message>
    <message>
        <source>This computer is not connected to the internet.</source>
        <translation>Este equipo no está conectado a internet.</translation>
    </message>
    <message>
        <source>Switch your network on, or connect to another one, then try again.</source>
        <translation>Activa la red o conéctate a otra, e inténtalo de nuevo.</translation>
    </message>
    <message>
        <source>The exchange&apos;s address could not be looked up.</source>
        <translation>No se pudo encontrar la dirección del exchange.</translation>
    </message>
    <message>
        <source>Either the internet connection is down, or the network you are in hides this exchange.</source>
        <translation>O no hay conexión a internet, o la red en la que estás oculta este exchange.</translation>
    </message>
    <message>
        <source>Look whether other web sites open. If they do, try another network, then try again.</source>
        <translation>Mira si se abren otros sitios web. Si se abren, prueba otra red e inténtalo de nuevo.</translation>
    </message>
    <message>
        <source>The exchange could not be reached.</source>
        <translation>No se pudo llegar al exchange.</translation>
    </message>
    <message>
        <source>No connection to it came about, most often because the internet connection or a firewall is in the way.</source>
        <translation>No se estableció la conexión, casi siempre porque falla internet o porque un cortafuegos lo impide.</translation>
    </message>
    <message>
        <source>The exchange could not be reached without a proxy.</source>
        <translation>No se pudo llegar al exchange sin un proxy.</translation>
    </message>
    <message>
        <source>This computer&apos;s settings name one ({proxy}). The wizard never uses a proxy that you did not choose.</source>
        <translation>Los ajustes de este equipo nombran uno ({proxy}). El asistente nunca usa un proxy que no hayas elegido tú.</translation>
    </message>
    <message>
        <source>If your network needs that proxy, choose it in the connection settings, then try again.</source>
        <translation>Si tu red necesita ese proxy, elígelo en los ajustes de conexión e inténtalo de nuevo.</translation>
    </message>
    <message>
        <source>The proxy could not be reached.</source>
        <translation>No se pudo llegar al proxy.</translation>
    </message>
    <message>
        <source>You chose {proxy} in the connection settings, and it does not answer.</source>
        <translation>Elegiste {proxy} en los ajustes de conexión, y no responde.</translation>
    </message>
    <message>
        <source>Look at its address, or go without it, then try again.</source>
        <translation>Revisa su dirección o prescinde de él, e inténtalo de nuevo.</translation>
    </message>
    <message>
        <source>The proxy does not let us through to the exchange.</source>
        <translation>El proxy no nos deja pasar hasta el exchange.</translation>
    </message>
    <message>
        <source>You chose {proxy} in the connection settings. It answered, and refused.</source>
        <translation>Elegiste {proxy} en los ajustes de conexión. Respondió y se negó.</translation>
    </message>
    <message>
        <source>Ask whoever runs it, or go without it, then try again.</source>
        <translation>Pregunta a quien lo administra o prescinde de él, e inténtalo de nuevo.</translation>
    </message>
    <message>
        <source>What answers at the proxy&apos;s address is no such proxy.</source>
        <translation>Lo que responde en la dirección del proxy no es un proxy así.</translation>
    </message>
    <message>
        <source>You chose {proxy} in the connection settings. It hung up, or answered as no proxy of this kind does.</source>
        <translation>Elegiste {proxy} en los ajustes de conexión. Colgó, o respondió como no lo hace ningún proxy de ese tipo.</translation>
    </message>
    <message>
        <source>Look at its address, and whether it begins with http:// or socks5://, then try again.</source>
        <translation>Revisa su dirección y si empieza por http:// o socks5://, e inténtalo de nuevo.</translation>
    </message>
    <message>
        <source>The proxy asks for a name and a password.</source>
        <translation>El proxy pide un nombre y una contraseña.</translation>
    </message>
    <message>
        <source>The wizard does not keep a proxy&apos;s password, so it cannot go through {proxy}.</source>
        <translation>El asistente no guarda la contraseña de un proxy, así que no puede pasar por {proxy}.</translation>
    </message>
    <message>
        <source>Use a proxy that asks for none, or another network, then try again.</source>
        <translation>Usa un proxy que no pida nada, u otra red, e inténtalo de nuevo.</translation>
    </message>
    <message>
        <source>The connection broke off in the middle.</source>
        <translation>La conexión se cortó a la mitad.</translation>
    </message>
    <message>
        <source>Whoever answered could not prove to be the exchange.</source>
        <translation>Quien respondió no pudo demostrar que es el exchange.</translation>
    </message>
    <message>
        <source>Something between you and the exchange, perhaps a virus scanner or a company network, opens encrypted connections. Your key was not sent.</source>
        <translation>Algo entre tú y el exchange, quizá un antivirus o la red de una empresa, abre las conexiones cifradas. Tu clave no se envió.</translation>
    </message>
    <message>
        <source>Try another network, then try again.</source>
        <translation>Prueba otra red e inténtalo de nuevo.</translation>
    </message>
    <message>
        <source>Whoever answered has a certificate that is not valid today.</source>
        <translation>Quien respondió tiene un certificado que hoy no es válido.</translation>
    </message>
    <message>
        <source>Most often this computer&apos;s date is wrong, so nobody can prove who they are. Your key was not sent.</source>
        <translation>Casi siempre es que la fecha de este equipo está mal, y así nadie puede demostrar quién es. Tu clave no se envió.</translation>
    </message>
    <message>
        <source>Look at the date in your system&apos;s settings. If it is right, try another network.</source>
        <translation>Mira la fecha en los ajustes del sistema. Si está bien, prueba otra red.</translation>
    </message>
    <message>
        <source>The exchange did not answer in time.</source>
        <translation>El exchange no respondió a tiempo.</translation>
    </message>
    <message>
        <source>We waited {seconds} seconds.</source>
        <translation>Esperamos {seconds} segundos.</translation>
    </message>
    <message>
        <source>Look at your internet connection, then try again.</source>
        <translation>Mira tu conexión a internet e inténtalo de nuevo.</translation>
    </message>
    <message>
        <source>The check was stopped.</source>
        <translation>La comprobación se detuvo.</translation>
    </message>
    <message>
        <source>Try again whenever you like.</source>
        <translation>Inténtalo de nuevo cuando quieras.</translation>
    </message>
    <message>
        <source>Compare it with your paper, group by group; capital and small letters are the same.</source>
        <translation>Compáralo con tu papel, grupo por grupo; da igual escribir en mayúsculas o minúsculas.</translation>
    </message>
    <message>
        <source>This vault is older than the last one used here.</source>
        <translation>Esta bóveda es más antigua que la última que se usó aquí.</translation>
    </message>
    <message>
        <source>An earlier copy was put back. Keys that you saved since then are not in it, changes since then are undone, and what opened the vault at that time opens it again.</source>
        <translation>Se puso en su lugar una copia anterior. Las claves que guardaste desde entonces no están, los cambios desde entonces se deshicieron, y lo que abría la bóveda en aquel momento la abre otra vez.</translation>
    </message>
    <message>
        <source>If you put it back yourself, go on with it. If not, look for the newer file in your backups before you change anything here.</source>
        <translation>Si la pusiste tú, sigue con ella. Si no, busca el archivo más nuevo en tus copias de seguridad antes de cambiar nada aquí.</translation>
    </message>
    <message>
        <source>This vault has no passphrase.</source>
        <translation>Esta bóveda no tiene frase de contraseña.</translation>
    </message>
    <message>
        <source>Something else opens it: your keychain or a recovery code.</source>
        <translation>La abre otra cosa: tu llavero o un código de recuperación.</translation>
    </message>
    <message>
        <source>Open it without a passphrase.</source>
        <translation>Ábrela sin frase de contraseña.</translation>
    </message>
    <message>
        <source>Your keychain does not open the vault any more.</source>
        <translation>Tu llavero ya no abre la bóveda.</translation>
    </message>
    <message>
        <source>The vault&apos;s key is not there, or is not what we put there. Your keys are safe in the vault, and your recovery code opens it.</source>
        <translation>La clave de la bóveda no está ahí, o no es la que pusimos. Tus claves están seguras en la bóveda, y tu código de recuperación la abre.</translation>
    </message>
    <message>
        <source>Enter the recovery code that you wrote down.</source>
        <translation>Escribe el código de recuperación que anotaste.</translation>
    </message>
    <message>
        <source>This recovery code does not open this vault.</source>
        <translation>Este código de recuperación no abre esta bóveda.</translation>
    </message>
    <message>
        <source>It is typed well, but it belongs to another vault, or to a time before a newer code was made.</source>
        <translation>Está bien escrito, pero es de otra bóveda o de antes de que se hiciera un código más nuevo.</translation>
    </message>
    <message>
        <source>Look for the paper with the newest date.</source>
        <translation>Busca el papel con la fecha más reciente.</translation>
    </message>
    <message>
        <source>This is not a whole recovery code.</source>
        <translation>Esto no es un código de recuperación completo.</translation>
    </message>
    <message>
        <source>A code has {limit} letters and digits; this has {count}.</source>
        <translation>Un código tiene {limit} letras y cifras; este tiene {count}.</translation>
    </message>
    <message>
        <source>There is a slip in group {group} of the recovery code.</source>
        <translation>Hay un error en el grupo {group} del código de recuperación.</translation>
    </message>
    <message>
        <source>Its five letters and digits do not fit together.</source>
        <translation>Sus cinco letras y cifras no encajan.</translation>
    </message>
    <message>
        <source>This is not a recovery code.</source>
        <translation>Esto no es un código de recuperación.</translation>
    </message>
    <message>
        <source>A code has seven groups of five letters and digits, such as 7KQ2F, and no U.</source>
        <translation>Un código tiene siete grupos de cinco letras y cifras, como 7KQ2F, y ninguna U.</translation>
    </message>
    <message>
        <source>This is another recovery code than the one shown.</source>
        <translation>Este código de recuperación no es el que se mostró.</translation>
    </message>
    <message>
        <source>The code counts only when what you wrote down opens the vault.</source>
        <translation>El código solo cuenta cuando lo que anotaste abre la bóveda.</translation>
    </message>
    <message>
        <source>This vault has no recovery code.</source>
        <translation>Esta bóveda no tiene código de recuperación.</translation>
    </message>
    <message>
        <source>Nobody made one, or it was taken away.</source>
        <translation>Nadie hizo uno, o se quitó.</translation>
    </message>
    <message>
        <source>Open the vault in the usual way.</source>
        <translation>Abre la bóveda como siempre.</translation>
    </message>
    <message>
        <source>The file with the recovery code could not be read.</source>
        <translation>No se pudo leer el archivo con el código de recuperación.</translation>
    </message>
    <message>
        <source>Give the path of a text file of yours whose first line is the recovery code.</source>
        <translation>Da la ruta de un archivo de texto tuyo cuya primera línea sea el código de recuperación.</translation>
    </message>
    <message>
        <source>This is the only way into the vault.</source>
        <translation>Esta es la única forma de entrar en la bóveda.</translation>
    </message>
    <message>
        <source>Without it nobody could ever open the vault again, so it stays.</source>
        <translation>Sin ella nadie podría volver a abrir la bóveda, así que se queda.</translation>
    </message>
    <message>
        <source>Set up another way first: your keychain or a passphrase.</source>
        <translation>Prepara antes otra forma: tu llavero o una frase de contraseña.</translation>
    </message>
    <message>
        <source>There is no room for another way into the vault.</source>
        <translation>No hay sitio para otra forma de entrar en la bóveda.</translation>
    </message>
    <message>
        <source>A newer version of the wizard has set up ways in that this one does not know.</source>
        <translation>Una versión más nueva del asistente preparó formas de entrar que esta no conoce.</translation>
    </message>
    <message>
        <source>Install the newest version of the wizard and take one of them away with it.</source>
        <translation>Instala la versión más nueva del asistente y quita con ella una de las formas.</translation>
    </message>
    <message>
        <source>It is done, but the old key is still in your keychain.</source>
        <translation>Está hecho, pero la clave antigua sigue en tu llavero.</translation>
    </message>
    <message>
        <source>It opens nothing any more. The wizard will take it out as soon as the keychain lets it.</source>
        <translation>Ya no abre nada. El asistente la sacará en cuanto el llavero lo permita.</translation>
    </message>
    <message>
        <source>You need not do anything.</source>
        <translation>No tienes que hacer nada.</translation>
    </message>
    <message>
        <source>It is done, but the vault&apos;s copy still opens in the old way.</source>
        <translation>Está hecho, pero la copia de la bóveda todavía se abre de la forma antigua.</translation>
    </message>
    <message>
        <source>The copy “{backup}” could not be renewed. The wizard tries again when you next open the vault.</source>
        <translation>No se pudo renovar la copia “{backup}”. El asistente lo intentará otra vez la próxima vez que abras la bóveda.</translation>
    </message>
    <message>
        <source>Check that the disk is well and has room, then close the wizard and start it again.</source>
        <translation>Comprueba que el disco está bien y tiene sitio, cierra el asistente e inícialo otra vez.</translation>
    </message>
    <message>
        <source>There is no copy of the vault.</source>
        <translation>No hay ninguna copia de la bóveda.</translation>
    </message>
    <message>
        <source>At {folder} we found no file “{backup}”.</source>
        <translation>En {folder} no encontramos el archivo “{backup}”.</translation>
    </message>
    <message>
        <source>If you keep backups of your own, bring back {path} from one.</source>
        <translation>Si tienes copias de seguridad propias, recupera {path} de una.</translation>
    </message>
    <message>
        <source>The copy of the vault cannot be used either.</source>
        <translation>La copia de la bóveda tampoco se puede usar.</translation>
    </message>
    <message>
        <source>The file “{backup}” is damaged or cannot be read. It was left exactly as it is.</source>
        <translation>El archivo “{backup}” está dañado o no se puede leer. Se dejó exactamente como está.</translation>
    </message>
    <message>
        <source>If you keep backups of your own, bring back {path} from one. Otherwise delete your keys at the exchange and create them again.</source>
        <translation>Si tienes copias de seguridad propias, recupera {path} de una. Si no, elimina tus claves en el exchange y créalas otra vez.</translation>
    </message>
    <message>
        <source>The copy of the vault does not open with this.</source>
        <translation>La copia de la bóveda no se abre con esto.</translation>
    </message>
    <message>
        <source>It may have been made when another passphrase or code was set.</source>
        <translation>Puede que se hiciera cuando había otra frase de contraseña u otro código.</translation>
    </message>
    <message>
        <source>Try the passphrase or the recovery code that you used before.</source>
        <translation>Prueba la frase de contraseña o el código de recuperación que usabas antes.</translation>
    </message>
    <message>
        <source>The vault is well, so its copy is not needed.</source>
        <translation>La bóveda está bien, así que no hace falta su copia.</translation>
    </message>
    <message>
        <source>Putting back the copy would undo the last change.</source>
        <translation>Poner la copia en su lugar desharía el último cambio.</translation>
    </message>
    <message>
        <source>Open the vault as usual.</source>
        <translation>Abre la bóveda como siempre.</translation>
    </message>
    <message>
        <source>There is already a file of this name.</source>
        <translation>Ya hay un archivo con este nombre.</translation>
    </message>
    <message>
        <source>{path} was not written over.</source>
        <translation>No se escribió encima de {path}.</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>Elige otro nombre.</translation>
    </message>
    <message>
        <source>The exported file could not be written.</source>
        <translation>No se pudo escribir el archivo exportado.</translation>
    </message>
    <message>
        <source>The system did not let us write {path}. Your vault is as it was.</source>
        <translation>El sistema no nos dejó escribir {path}. Tu bóveda está como estaba.</translation>
    </message>
    <message>
        <source>Choose another folder, or check that there is room on the disk.</source>
        <translation>Elige otra carpeta o comprueba que hay sitio en el disco.</translation>
    </message>
    <message>
        <source>The exported file would lie where a vault or its own files belong.</source>
        <translation>El archivo exportado quedaría donde va una bóveda o donde van sus archivos.</translation>
    </message>
    <message>
        <source>{path} is in your vault&apos;s folder, or is another vault, so nothing was written. Your vault is as it was.</source>
        <translation>{path} está en la carpeta de tu bóveda, o es otra bóveda, así que no se escribió nada. Tu bóveda está como estaba.</translation>
    </message>
    <message>
        <source>Choose another folder and a name of your own.</source>
        <translation>Elige otra carpeta y un nombre tuyo.</translation>
    </message>
    <message>
        <source>This file was not exported with a passphrase.</source>
        <translation>Este archivo no se exportó con una frase de contraseña.</translation>
    </message>
    <message>
        <source>{path} is a vault that belongs to a keychain; only that keychain opens it.</source>
        <translation>{path} es una bóveda que pertenece a un llavero; solo ese llavero la abre.</translation>
    </message>
    <message>
        <source>On the computer where it was made, export your keys and import the file that comes of it.</source>
        <translation>En el equipo donde se hizo, exporta tus claves e importa el archivo que resulte.</translation>
    </message>
    <message>
        <source>The file was not read.</source>
        <translation>No se leyó el archivo.</translation>
    </message>
    <message>
        <source>{path} is not there, is a link or a folder, belongs to another user, or the system did not let us read it.</source>
        <translation>{path} no está, es un enlace o una carpeta, pertenece a otro usuario, o el sistema no nos dejó leerlo.</translation>
    </message>
    <message>
        <source>Check the name. A link or another user&apos;s file is not followed: make a copy of your own and import that.</source>
        <translation>Revisa el nombre. No se sigue un enlace ni el archivo de otro usuario: haz una copia tuya e impórtala.</translation>
    </message>
    <message>
        <source>This is not an exported vault, or it is damaged.</source>
        <translation>Esto no es una bóveda exportada, o está dañada.</translation>
    </message>
    <message>
        <source>Nothing in {path} can be trusted, and nothing was imported.</source>
        <translation>Nada de {path} es de fiar, y no se importó nada.</translation>
    </message>
    <message>
        <source>Export it again, or use another copy of the file.</source>
        <translation>Expórtala otra vez o usa otra copia del archivo.</translation>
    </message>
    <message>
        <source>There are too many keys in this file.</source>
        <translation>Hay demasiadas claves en este archivo.</translation>
    </message>
    <message>
        <source>{path} holds more than {limit} keys, so nothing was imported.</source>
        <translation>{path} contiene más de {limit} claves, así que no se importó nada.</translation>
    </message>
    <message>
        <source>On the computer where it was made, remove keys that you need no more, and export again.</source>
        <translation>En el equipo donde se hizo, quita las claves que ya no necesites y exporta otra vez.</translation>
    </message>
    <message>
        <source>The keys in this file do not belong into this vault.</source>
        <translation>Las claves de este archivo no son para esta bóveda.</translation>
    </message>
    <message>
        <source>Practice keys and real keys are kept apart, and {path} holds keys of the other kind. Nothing was imported.</source>
        <translation>Las claves de práctica y las reales se guardan aparte, y {path} contiene claves del otro tipo. No se importó nada.</translation>
    </message>
    <message>
        <source>Import the file where such keys are kept: practice keys while you practise, real keys while you do not.</source>
        <translation>Importa el archivo donde se guardan esas claves: las de práctica mientras practicas, las reales mientras no.</translation>
    </message>
    <message>
        <source>This file was exported by a newer version of the wizard.</source>
        <translation>Este archivo lo exportó una versión más nueva del asistente.</translation>
    </message>
    <message>
        <source>This version cannot read it safely. Nothing was imported.</source>
        <translation>Esta versión no puede leerlo con seguridad. No se importó nada.</translation>
    </message>
    <message>
        <source>Install the newest version of the wizard and import the file with it.</source>
        <translation>Instala la versión más nueva del asistente e importa el archivo con ella.</translation>
    </message>
    <message>
        <source>This passphrase does not open the exported file.</source>
        <translation>Esta frase de contraseña no abre el archivo exportado.</translation>
    </message>
    <message>
        <source>Nothing was imported, and you can try as often as you like.</source>
        <translation>No se importó nada, y puedes intentarlo cuantas veces quieras.</translation>
    </message>
    <message>
        <source>Give the passphrase that was chosen when {path} was exported.</source>
        <translation>Da la frase de contraseña que se eligió al exportar {path}.</translation>
    </message>
    <message>
        <source>Another program already uses port {port}.</source>
        <translation>Otro programa ya usa el puerto {port}.</translation>
    </message>
    <message>
        <source>The practice exchange could not open there.</source>
        <translation>El exchange de práctica no pudo abrirse ahí.</translation>
    </message>
    <message>
        <source>Choose another port, or leave the choice to the wizard.</source>
        <translation>Elige otro puerto o deja que lo elija el asistente.</translation>
    </message>
    <message>
        <source>Your system does not let the wizard use port {port}.</source>
        <translation>Tu sistema no deja que el asistente use el puerto {port}.</translation>
    </message>
    <message>
        <source>The practice exchange could not open there. Ports below 1024 are often reserved.</source>
        <translation>El exchange de práctica no pudo abrirse ahí. Los puertos por debajo de 1024 suelen estar reservados.</translation>
    </message>
    <message>
        <source>There is no screen to show a window on.</source>
        <translation>No hay ninguna pantalla donde mostrar una ventana.</translation>
    </message>
    <message>
        <source>The window needs a desktop; the commands work without one.</source>
        <translation>La ventana necesita un escritorio; las órdenes de terminal funcionan sin él.</translation>
    </message>
    <message>
        <source>Start the wizard from a desktop, or see “key-wizard --help” for the commands.</source>
        <translation>Inicia el asistente desde un escritorio, o mira “key-wizard --help” para ver las órdenes.</translation>
    </message>
    <message>
        <source>No web browser could be opened.</source>
        <translation>No se pudo abrir ningún navegador web.</translation>
    </message>
    <message>
        <source>The page is at {address}.</source>
        <translation>La página está en {address}.</translation>
    </message>
    <message>
        <source>Start your browser yourself and type that address into it.</source>
        <translation>Inicia tú el navegador y escribe en él esa dirección.</translation>
    </message>
    <message>
        <source>Your settings could not be read.</source>
        <translation>No se pudieron leer tus ajustes.</translation>
    </message>
    <message>
        <source>You may have chosen a proxy in them, so the wizard does not ask the exchange until it knows. What is sealed stays sealed.</source>
        <translation>Puede que hayas elegido en ellos un proxy, así que el asistente no pregunta al exchange hasta saberlo. Lo que está sellado sigue sellado.</translation>
    </message>
    <message>
        <source>Open the connection settings and choose again, with a proxy or without.</source>
        <translation>Abre los ajustes de conexión y elige otra vez, con proxy o sin él.</translation>
    </message>
    <message>
        <source>A file of the program is missing.</source>
        <translation>Falta un archivo del programa.</translation>
    </message>
    <message>
        <source>The installation is not complete: {file}.</source>
        <translation>La instalación no está completa: {file}.</translation>
    </message>
    <message>
        <source>Install the wizard again. Your vault is not part of the program and stays as it is.</source>
        <translation>Instala otra vez el asistente. Tu bóveda no es parte del programa y se queda como está.</translation>
    </message>
    <message>
        <source>The wizard made a mistake of its own.</source>
        <translation>El asistente cometió un error.</translation>
    </message>
    <message>
        <source>This is our fault. Your vault was not changed by it.</source>
        <translation>Es culpa nuestra. No cambió tu bóveda.</translation>
    </message>
    <message>
        <source>Try again; if it happens twice, start the wizard anew.</source>
        <translation>Inténtalo de nuevo; si pasa dos veces, inicia otra vez el asistente.</translation>
    </message>
    <message>
        <source>The report could not be written.</source>
        <translation>No se pudo escribir el informe.</translation>
    </message>
    <message>
        <source>Nothing can be written to {file}.</source>
        <translation>No se puede escribir nada en {file}.</translation>
    </message>
    <message>
        <source>Choose another file, in a folder of yours.</source>
        <translation>Elige otro archivo, en una carpeta tuya.</translation>
    </message>
    <message>
        <source>There is something at that place already.</source>
        <translation>Ya hay algo en ese lugar.</translation>
    </message>
    <message>
        <source>The report was not written: the wizard writes over nothing unasked. It is {file}.</source>
        <translation>No se escribió el informe: el asistente no escribe encima de nada sin que se lo pidan. Es {file}.</translation>
    </message>
    <message>
        <source>Choose another name, or move away what is there.</source>
        <translation>Elige otro nombre o aparta lo que hay ahí.</translation>
    </message>
    <message>
        <source>Nothing was saved yet.</source>
        <translation>Todavía no se guardó nada.</translation>
    </message>
    <message>
        <source>The API key is still missing.</source>
        <translation>Falta todavía la clave de API.</translation>
    </message>
    <message>
        <source>Without it the exchange cannot tell whose account to show.</source>
        <translation>Sin ella el exchange no sabe de quién es la cuenta que debe mostrar.</translation>
    </message>
    <message>
        <source>Copy the line named “API Key” from the exchange&apos;s page and paste it here.</source>
        <translation>Copia de la página del exchange la línea llamada “API Key” y pégala aquí.</translation>
    </message>
    <message>
        <source>This does not look like an API key.</source>
        <translation>Esto no parece una clave de API.</translation>
    </message>
    <message>
        <source>An API key has 64 letters and digits; this text {difference}.</source>
        <translation>Una clave de API tiene 64 letras y cifras; este texto {difference}.</translation>
    </message>
    <message>
        <source>Copy the whole “API Key” line with the page&apos;s copy button and paste it again.</source>
        <translation>Copia la línea “API Key” entera con el botón de copiar de la página y pégala otra vez.</translation>
    </message>
    <message>
        <source>This is the public key itself.</source>
        <translation>Esta es la propia clave pública.</translation>
    </message>
    <message>
        <source>It belongs on the exchange&apos;s page. The exchange gives an API key for it, and that is what is missing here.</source>
        <translation>Su lugar es la página del exchange. El exchange da por ella una clave de API, y esa es la que falta aquí.</translation>
    </message>
    <message>
        <source>Paste the public key there, go on, then copy the line named “API Key” and paste it here.</source>
        <translation>Pega allí la clave pública, continúa, copia la línea llamada “API Key” y pégala aquí.</translation>
    </message>
    <message>
        <source>This is a private key.</source>
        <translation>Esta es una clave privada.</translation>
    </message>
    <message>
        <source>The private key of your pair is sealed here already; no page and no field asks for one. Nothing of this text was kept.</source>
        <translation>La clave privada de tu par ya está sellada aquí; ninguna página y ningún campo la pide. No se conservó nada de este texto.</translation>
    </message>
    <message>
        <source>Paste it nowhere. Copy the line named “API Key” from the exchange&apos;s page and paste it here.</source>
        <translation>No la pegues en ningún sitio. Copia de la página del exchange la línea llamada “API Key” y pégala aquí.</translation>
    </message>
    <message>
        <source>There is a secret in this text.</source>
        <translation>En este texto hay un secreto.</translation>
    </message>
    <message>
        <source>The exchange shows a secret only for a key that it made itself. Your pair has none: its private key is sealed here.</source>
        <translation>El exchange muestra un secreto solo para una clave que hizo él mismo. Tu par no tiene ninguno: su clave privada está sellada aquí.</translation>
    </message>
    <message>
        <source>If the page shows a secret, delete that key there and create one that is “Self-generated”, with your public key. Else copy the line named “API Key” alone.</source>
        <translation>Si la página muestra un secreto, elimina allí esa clave y crea una que sea “Self-generated”, con tu clave pública. Si no, copia solo la línea llamada “API Key”.</translation>
    </message>
    <message>
        <source>The secret is still missing.</source>
        <translation>Falta todavía el secreto.</translation>
    </message>
    <message>
        <source>The exchange shows it only once, beside the API key.</source>
        <translation>El exchange lo muestra una sola vez, junto a la clave de API.</translation>
    </message>
    <message>
        <source>Copy the line named “Secret Key” or “Secret” and paste it here before you leave that page.</source>
        <translation>Copia la línea llamada “Secret Key” o “Secret” y pégala aquí antes de salir de esa página.</translation>
    </message>
    <message>
        <source>This does not look like a secret.</source>
        <translation>Esto no parece un secreto.</translation>
    </message>
    <message>
        <source>A secret has 64 letters and digits; this text {difference}.</source>
        <translation>Un secreto tiene 64 letras y cifras; este texto {difference}.</translation>
    </message>
    <message>
        <source>Copy the whole line named “Secret Key” or “Secret” with the page&apos;s copy button and paste it again.</source>
        <translation>Copia la línea entera llamada “Secret Key” o “Secret” con el botón de copiar de la página y pégala otra vez.</translation>
    </message>
    <message>
        <source>The API key and the secret are the same text.</source>
        <translation>La clave de API y el secreto son el mismo texto.</translation>
    </message>
    <message>
        <source>They are two different lines on the exchange&apos;s page.</source>
        <translation>Son dos líneas distintas de la página del exchange.</translation>
    </message>
    <message>
        <source>Copy the other line and paste it here.</source>
        <translation>Copia la otra línea y pégala aquí.</translation>
    </message>
    <message>
        <source>This private key is locked with a password.</source>
        <translation>Esta clave privada está protegida con una contraseña.</translation>
    </message>
    <message>
        <source>The wizard cannot sign with it while it is locked.</source>
        <translation>El asistente no puede firmar con ella mientras lo esté.</translation>
    </message>
    <message>
        <source>Export it without a password and paste it again; the wizard seals it at once.</source>
        <translation>Expórtala sin contraseña y pégala otra vez; el asistente la sella enseguida.</translation>
    </message>
    <message>
        <source>This is a public key.</source>
        <translation>Esta es una clave pública.</translation>
    </message>
    <message>
        <source>The public half goes to the exchange; the wizard needs the private half.</source>
        <translation>La mitad pública va al exchange; el asistente necesita la mitad privada.</translation>
    </message>
    <message>
        <source>Paste the text that begins with “-----BEGIN PRIVATE KEY-----”.</source>
        <translation>Pega el texto que empieza por “-----BEGIN PRIVATE KEY-----”.</translation>
    </message>
    <message>
        <source>This private key cannot be used.</source>
        <translation>Esta clave privada no se puede usar.</translation>
    </message>
    <message>
        <source>The exchange takes Ed25519 and RSA keys; this text is neither, or a part is missing.</source>
        <translation>El exchange acepta claves Ed25519 y RSA; este texto no es ninguna de las dos, o le falta una parte.</translation>
    </message>
    <message>
        <source>Paste the whole text from “-----BEGIN PRIVATE KEY-----” to the last line.</source>
        <translation>Pega el texto entero desde “-----BEGIN PRIVATE KEY-----” hasta la última línea.</translation>
    </message>
    <message>
        <source>The key has no name yet.</source>
        <translation>La clave todavía no tiene nombre.</translation>
    </message>
    <message>
        <source>The name tells you later which program uses this key.</source>
        <translation>El nombre te dirá más adelante qué programa usa esta clave.</translation>
    </message>
    <message>
        <source>Type a name, for example that of the tracker or tax tool it is for.</source>
        <translation>Escribe un nombre, por ejemplo el del programa de cartera o de impuestos para el que es.</translation>
    </message>
    <message>
        <source>This name has more than {limit} characters.</source>
        <translation>Este nombre tiene más de {limit} caracteres.</translation>
    </message>
    <message>
        <source>It would not fit where names are shown.</source>
        <translation>No cabría donde se muestran los nombres.</translation>
    </message>
    <message>
        <source>Choose a shorter name.</source>
        <translation>Elige un nombre más corto.</translation>
    </message>
    <message>
        <source>This name contains characters that cannot be seen.</source>
        <translation>Este nombre contiene caracteres que no se ven.</translation>
    </message>
    <message>
        <source>Two names could look the same and be different.</source>
        <translation>Dos nombres podrían parecer iguales y ser distintos.</translation>
    </message>
    <message>
        <source>Type the name by hand.</source>
        <translation>Escribe el nombre a mano.</translation>
    </message>
    <message>
        <source>You already have a key named “{name}”.</source>
        <translation>Ya tienes una clave llamada “{name}”.</translation>
    </message>
    <message>
        <source>Two keys with one name cannot be told apart.</source>
        <translation>Dos claves con el mismo nombre no se distinguen.</translation>
    </message>
    <message>
        <source>Choose another name, or remove the old key first.</source>
        <translation>Elige otro nombre o quita antes la clave antigua.</translation>
    </message>
    <message>
        <source>This looks like an API key or a secret, not like a name.</source>
        <translation>Esto parece una clave de API o un secreto, no un nombre.</translation>
    </message>
    <message>
        <source>A name is shown and kept in plain text, so nothing of it was kept.</source>
        <translation>Un nombre se muestra y se guarda a la vista, así que no se conservó nada de él.</translation>
    </message>
    <message>
        <source>Clear the field and type a name; the values are pasted in a later step.</source>
        <translation>Vacía el campo y escribe un nombre; los valores se pegan en un paso posterior.</translation>
    </message>
    <message>
        <source>This API key is already in the vault, as “{name}”.</source>
        <translation>Esta clave de API ya está en la bóveda, como “{name}”.</translation>
    </message>
    <message>
        <source>Keeping it twice would give two answers to one question.</source>
        <translation>Guardarla dos veces daría dos respuestas a una misma pregunta.</translation>
    </message>
    <message>
        <source>Verify “{name}”, or paste a different key.</source>
        <translation>Comprueba “{name}” o pega otra clave.</translation>
    </message>
    <message>
        <source>There is no key named “{name}”.</source>
        <translation>No hay ninguna clave llamada “{name}”.</translation>
    </message>
    <message>
        <source>List the saved keys to see their names.</source>
        <translation>Mira la lista de claves guardadas para ver sus nombres.</translation>
    </message>
    <message>
        <source>“{name}” is not finished yet.</source>
        <translation>“{name}” todavía no está terminada.</translation>
    </message>
    <message>
        <source>It is sealed, but not proven read-only, so it does not count as saved.</source>
        <translation>Está sellada, pero no demostrada de solo lectura, así que no cuenta como guardada.</translation>
    </message>
    <message>
        <source>Go on with it, or discard it.</source>
        <translation>Sigue con ella o descártala.</translation>
    </message>
    <message>
        <source>“{name}” has no API key yet.</source>
        <translation>“{name}” todavía no tiene clave de API.</translation>
    </message>
    <message>
        <source>Its private key is sealed here. The exchange gives an API key for the public one; without it nothing can be checked.</source>
        <translation>Su clave privada está sellada aquí. El exchange da la clave de API por la pública; sin ella no se puede comprobar nada.</translation>
    </message>
    <message>
        <source>Paste the public key on the exchange&apos;s page, and the API key it gives here.</source>
        <translation>Pega la clave pública en la página del exchange, y aquí la clave de API que te dé.</translation>
    </message>
    <message>
        <source>“{name}” belongs to another exchange site: {venue}.</source>
        <translation>“{name}” pertenece a otro sitio del exchange: {venue}.</translation>
    </message>
    <message>
        <source>Asking this site about it would prove nothing.</source>
        <translation>Preguntar por ella a este sitio no demostraría nada.</translation>
    </message>
    <message>
        <source>Start the wizard for the site that the key belongs to.</source>
        <translation>Inicia el asistente para el sitio al que pertenece la clave.</translation>
    </message>
    <message>
        <source>The input could not be understood.</source>
        <translation>No se pudo entender la entrada.</translation>
    </message>
    <message>
        <source>Give one JSON object: {{&quot;api_key&quot;: &quot;…&quot;, &quot;secret&quot;: &quot;…&quot;}}, or &quot;private_key_pem&quot; instead of &quot;secret&quot;.</source>
        <translation>Da un objeto JSON: {{&quot;api_key&quot;: &quot;…&quot;, &quot;secret&quot;: &quot;…&quot;}}, o &quot;private_key_pem&quot; en lugar de &quot;secret&quot;.</translation>
    </message>
    <message>
        <source>What you typed could not be read for certain.</source>
        <translation>Lo que escribiste no se pudo leer con seguridad.</translation>
    </message>
    <message>
        <source>This program and your terminal do not agree on how letters are written, or something came along that is no letter. A guess could make it another text, so it was not used.</source>
        <translation>Este programa y tu terminal no se ponen de acuerdo en cómo se escriben las letras, o llegó algo que no es una letra. Una suposición podría convertirlo en otro texto, así que no se usó.</translation>
    </message>
    <message>
        <source>Set your terminal and its locale to UTF-8 and type it again. The window reads every letter, whatever the terminal is set to.</source>
        <translation>Pon tu terminal y su configuración regional en UTF-8 y escríbelo otra vez. La ventana lee todas las letras, esté como esté el terminal.</translation>
    </message>
    <message>
        <source>There is no API key in this text.</source>
        <translation>No hay ninguna clave de API en este texto.</translation>
    </message>
    <message>
        <source>An API key has 64 letters and digits in a row; this text {difference}.</source>
        <translation>Una clave de API tiene 64 letras y cifras seguidas; este texto {difference}.</translation>
    </message>
    <message>
        <source>Copy the line named “API Key” with the page&apos;s copy button and paste it here.</source>
        <translation>Copia la línea llamada “API Key” con el botón de copiar de la página y pégala aquí.</translation>
    </message>
    <message>
        <source>It is not clear which key in this text is meant.</source>
        <translation>No está claro qué clave de este texto es la buena.</translation>
    </message>
    <message>
        <source>It holds {count} different texts of 64 letters and digits, and a wrong guess would help nobody.</source>
        <translation>Contiene {count} textos distintos de 64 letras y cifras, y equivocarse no ayudaría a nadie.</translation>
    </message>
    <message>
        <source>Copy the API key and the secret alone, one after the other.</source>
        <translation>Copia solo la clave de API y el secreto, uno después del otro.</translation>
    </message>
    <message>
        <source>The exchange has hidden the secret already.</source>
        <translation>El exchange ya ha ocultado el secreto.</translation>
    </message>
    <message>
        <source>What was copied are stars in its place. A secret is shown once, and nobody can bring it back.</source>
        <translation>Lo que se copió son asteriscos en su lugar. Un secreto se muestra una vez, y nadie puede traerlo de vuelta.</translation>
    </message>
    <message>
        <source>Delete that key on the API page and create a new one. Paste its secret here before you leave or reload the page.</source>
        <translation>Elimina esa clave en la página de API y crea una nueva. Pega aquí su secreto antes de salir de la página o recargarla.</translation>
    </message>
    <message>
        <source>This is an e-mail address.</source>
        <translation>Esta es una dirección de correo.</translation>
    </message>
    <message>
        <source>The wizard never asks for it, and it is no part of a key.</source>
        <translation>El asistente nunca la pide, y no es parte de una clave.</translation>
    </message>
    <message>
        <source>This is the address of a web page.</source>
        <translation>Esta es la dirección de una página web.</translation>
    </message>
    <message>
        <source>The key is a line on that page, not its address.</source>
        <translation>La clave es una línea de esa página, no su dirección.</translation>
    </message>
    <message>
        <source>Open the page in your browser, copy the line named “API Key” and paste it here.</source>
        <translation>Abre la página en tu navegador, copia la línea llamada “API Key” y pégala aquí.</translation>
    </message>
    <message>
        <source>This address only looks like one of Binance&apos;s.</source>
        <translation>Esta dirección solo se parece a una de Binance.</translation>
    </message>
    <message>
        <source>{why} A page like that may be made to steal keys and passwords.</source>
        <translation>{why} Una página así puede estar hecha para robar claves y contraseñas.</translation>
    </message>
    <message>
        <source>Type nothing there. If you have, change your password and delete your keys on the real page, www.binance.com.</source>
        <translation>No escribas nada allí. Si ya lo hiciste, cambia tu contraseña y elimina tus claves en la página verdadera, www.binance.com.</translation>
    </message>
    <message>
        <source>This looks like a security code.</source>
        <translation>Esto parece un código de seguridad.</translation>
    </message>
    <message>
        <source>Codes of 6 digits belong on the exchange&apos;s own page. The wizard never asks for one.</source>
        <translation>Los códigos de 6 cifras van en la página del exchange. El asistente nunca pide uno.</translation>
    </message>
    <message>
        <source>Enter it there, then copy the line named “API Key” and paste it here.</source>
        <translation>Escríbelo allí, copia la línea llamada “API Key” y pégala aquí.</translation>
    </message>
    <message>
        <source>These look like the recovery words of a wallet.</source>
        <translation>Estas parecen las palabras de recuperación de un monedero.</translation>
    </message>
    <message>
        <source>Whoever has them can take everything in that wallet. No program, no page and no support needs them; an API key is something else.</source>
        <translation>Quien las tenga puede llevarse todo lo que hay en ese monedero. Ningún programa, ninguna página y ningún servicio de ayuda las necesita; una clave de API es otra cosa.</translation>
    </message>
    <message>
        <source>Never type your recovery words anywhere. Clear the clipboard, then copy the line named “API Key” and paste it here.</source>
        <translation>No escribas nunca tus palabras de recuperación en ningún sitio. Vacía el portapapeles, copia la línea llamada “API Key” y pégala aquí.</translation>
    </message>
    <message>
        <source>This looks like a key of another exchange: {exchange}.</source>
        <translation>Esta parece una clave de otro exchange: {exchange}.</translation>
    </message>
    <message>
        <source>The wizard can check keys of Binance only.</source>
        <translation>El asistente solo puede comprobar claves de Binance.</translation>
    </message>
    <message>
        <source>Copy the line named “API Key” from Binance&apos;s page and paste it here.</source>
        <translation>Copia de la página de Binance la línea llamada “API Key” y pégala aquí.</translation>
    </message>
    <message>
        <source>This picture could not be opened.</source>
        <translation>No se pudo abrir esta imagen.</translation>
    </message>
    <message>
        <source>It is damaged, too large, or of a kind that the wizard does not know.</source>
        <translation>Está dañada, es demasiado grande o de un tipo que el asistente no conoce.</translation>
    </message>
    <message>
        <source>Choose a PNG or JPEG picture, or copy the two lines as text.</source>
        <translation>Elige una imagen PNG o JPEG, o copia las dos líneas como texto.</translation>
    </message>
    <message>
        <source>There is no QR code to be found in this picture.</source>
        <translation>En esta imagen no se encuentra ningún código QR.</translation>
    </message>
    <message>
        <source>It may be too small, blurred, or cut off at an edge.</source>
        <translation>Puede ser demasiado pequeño, estar borroso o cortado por un borde.</translation>
    </message>
    <message>
        <source>Take the picture again with the whole code and some white around it, or copy the two lines as text.</source>
        <translation>Haz otra vez la imagen con el código entero y algo de blanco alrededor, o copia las dos líneas como texto.</translation>
    </message>
    <message>
        <source>This is not the address of a proxy.</source>
        <translation>Esta no es la dirección de un proxy.</translation>
    </message>
    <message>
        <source>It has the form http://HOST:PORT or socks5://HOST:PORT, without a name or password in it.</source>
        <translation>Tiene la forma http://HOST:PORT o socks5://HOST:PORT, sin nombre ni contraseña.</translation>
    </message>
    <message>
        <source>Ask whoever runs the proxy for its address and type it as shown.</source>
        <translation>Pregunta su dirección a quien administra el proxy y escríbela tal cual.</translation>
    </message>
    <message>
        <source>your internet address</source>
        <translation>tu dirección de internet</translation>
    </message>
    <message>
        <source>a later time</source>
        <translation>más tarde</translation>
    </message>
    <message>
        <source>ahead or behind</source>
        <translation>adelantado o atrasado</translation>
    </message>
    <message>
        <source>Can withdraw</source>
        <translation>Puede retirar</translation>
    </message>
    <message>
        <source>Can trade</source>
        <translation>Puede operar</translation>
    </message>
    <message>
        <source>Can do more</source>
        <translation>Puede hacer más</translation>
    </message>
    <message>
        <source>Never verified</source>
        <translation>Nunca comprobada</translation>
    </message>
    <message>
        <source>Deleted at the exchange</source>
        <translation>Eliminada en el exchange</translation>
    </message>
    <message>
        <source>Not accepted</source>
        <translation>No aceptada</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>Sin respuesta</translation>
    </message>
    <message>
        <source>No answer, was read-only</source>
        <translation>Sin respuesta; era de solo lectura</translation>
    </message>
    <message>
        <source>No answer, could not trade before</source>
        <translation>Sin respuesta; antes no podía operar</translation>
    </message>
    <message>
        <source>{can_do} (no answer now)</source>
        <translation>{can_do} (ahora sin respuesta)</translation>
    </message>
    <message>
        <source>No answer, was not accepted</source>
        <translation>Sin respuesta; no era aceptada</translation>
    </message>
    <message>
        <source>Jan</source>
        <translation>ene</translation>
    </message>
    <message>
        <source>Feb</source>
        <translation>feb</translation>
    </message>
    <message>
        <source>Mar</source>
        <translation>mar</translation>
    </message>
    <message>
        <source>Apr</source>
        <translation>abr</translation>
    </message>
    <message>
        <source>May</source>
        <translation>may</translation>
    </message>
    <message>
        <source>Jun</source>
        <translation>jun</translation>
    </message>
    <message>
        <source>Jul</source>
        <translation>jul</translation>
    </message>
    <message>
        <source>Aug</source>
        <translation>ago</translation>
    </message>
    <message>
        <source>Sep</source>
        <translation>sep</translation>
    </message>
    <message>
        <source>Oct</source>
        <translation>oct</translation>
    </message>
    <message>
        <source>Nov</source>
        <translation>nov</translation>
    </message>
    <message>
        <source>Dec</source>
        <translation>dic</translation>
    </message>
    <message>
        <source>January</source>
        <comment>whole name of the month</comment>
        <translation>enero</translation>
    </message>
    <message>
        <source>February</source>
        <comment>whole name of the month</comment>
        <translation>febrero</translation>
    </message>
    <message>
        <source>March</source>
        <comment>whole name of the month</comment>
        <translation>marzo</translation>
    </message>
    <message>
        <source>April</source>
        <comment>whole name of the month</comment>
        <translation>abril</translation>
    </message>
    <message>
        <source>May</source>
        <comment>whole name of the month</comment>
        <translation>mayo</translation>
    </message>
    <message>
        <source>June</source>
        <comment>whole name of the month</comment>
        <translation>junio</translation>
    </message>
    <message>
        <source>July</source>
        <comment>whole name of the month</comment>
        <translation>julio</translation>
    </message>
    <message>
        <source>August</source>
        <comment>whole name of the month</comment>
        <translation>agosto</translation>
    </message>
    <message>
        <source>September</source>
        <comment>whole name of the month</comment>
        <translation>septiembre</translation>
    </message>
    <message>
        <source>October</source>
        <comment>whole name of the month</comment>
        <translation>octubre</translation>
    </message>
    <message>
        <source>November</source>
        <comment>whole name of the month</comment>
        <translation>noviembre</translation>
    </message>
    <message>
        <source>December</source>
        <comment>whole name of the month</comment>
        <translation>diciembre</translation>
    </message>
    <message>
        <source>{day} {month} {year}</source>
        <comment>a date</comment>
        <translation>{day} {month} {year}</translation>
    </message>
    <message>
        <source>{day} {month} {year}</source>
        <comment>a date with the month&apos;s whole name</comment>
        <translation>{day} de {month} de {year}</translation>
    </message>
    <message>
        <source>on {date}</source>
        <translation>el {date}</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>ahora mismo</translation>
    </message>
    <message numerus="yes">
        <source>{count} minutes ago</source>
        <translation>
            <numerusform>hace {count} minuto</numerusform>
            <numerusform>hace {count} minutos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} hours ago</source>
        <translation>
            <numerusform>hace {count} hora</numerusform>
            <numerusform>hace {count} horas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} days ago</source>
        <translation>
            <numerusform>hace {count} día</numerusform>
            <numerusform>hace {count} días</numerusform>
        </translation>
    </message>
    <message>
        <source>today, {time}</source>
        <translation>hoy, {time}</translation>
    </message>
    <message>
        <source>{date}, {time}</source>
        <translation>{date}, {time}</translation>
    </message>
    <message>
        <source>{day} {month}, {time}</source>
        <translation>{day} {month}, {time}</translation>
    </message>
    <message>
        <source>{span} behind</source>
        <translation>{span} atrasado</translation>
    </message>
    <message>
        <source>{span} ahead</source>
        <translation>{span} adelantado</translation>
    </message>
    <message numerus="yes">
        <source>{count} years</source>
        <translation>
            <numerusform>{count} año</numerusform>
            <numerusform>{count} años</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} days</source>
        <translation>
            <numerusform>{count} día</numerusform>
            <numerusform>{count} días</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} hours</source>
        <translation>
            <numerusform>{count} hora</numerusform>
            <numerusform>{count} horas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} minutes</source>
        <translation>
            <numerusform>{count} minuto</numerusform>
            <numerusform>{count} minutos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} seconds</source>
        <translation>
            <numerusform>{count} segundo</numerusform>
            <numerusform>{count} segundos</numerusform>
        </translation>
    </message>
    <message>
        <source>Practice exchange</source>
        <translation>Exchange de práctica</translation>
    </message>
    <message>
        <source>Practice (Binance.US kind)</source>
        <translation>Práctica (tipo Binance.US)</translation>
    </message>
    <message>
        <source>The practice exchange</source>
        <translation>El exchange de práctica</translation>
    </message>
    <message>
        <source>It begins with {host}, and that is no way to a web page of the exchange. Such texts can do something else when they are opened.</source>
        <translation>Empieza por {host}, y eso no lleva a una página web del exchange. Textos así pueden hacer otra cosa al abrirlos.</translation>
    </message>
    <message>
        <source>There is an @ sign in front of the page&apos;s path. Only what comes after it counts, and that is {host}. The exchange writes no address like this.</source>
        <translation>Hay un signo @ delante de la ruta de la página. Solo cuenta lo que viene detrás, y es {host}. El exchange no escribe direcciones así.</translation>
    </message>
    <message>
        <source>At least one letter of {host} only looks like the right one: it has a mark, or comes from another alphabet.</source>
        <translation>Al menos una letra de {host} solo se parece a la verdadera: lleva una marca o viene de otro alfabeto.</translation>
    </message>
    <message>
        <source>The name stands in front, where anybody may put it. What counts is the end, and the end of {host} is not the exchange&apos;s.</source>
        <translation>El nombre está delante, donde cualquiera puede ponerlo. Lo que cuenta es el final, y el final de {host} no es el del exchange.</translation>
    </message>
    <message>
        <source>In {host}, something is stuck to the name. That makes it another address, and another owner.</source>
        <translation>En {host} hay algo pegado al nombre. Eso la convierte en otra dirección, de otro dueño.</translation>
    </message>
    <message>
        <source>The name stands behind the first /, where anybody may write it. The page belongs to {host}.</source>
        <translation>El nombre está detrás de la primera /, donde cualquiera puede escribirlo. La página es de {host}.</translation>
    </message>
    <message>
        <source>{host} is nearly the exchange&apos;s address: a letter is more, less, changed or moved.</source>
        <translation>{host} es casi la dirección del exchange: una letra sobra, falta, es otra o está en otro lugar.</translation>
    </message>
    <message>
        <source>{host} has the name, but another ending than binance.com and binance.us. The exchange has more sites in single countries, and there are false ones. This app cannot tell them apart.</source>
        <translation>{host} tiene el nombre, pero otro final que binance.com y binance.us. El exchange tiene más sitios en algunos países, y los hay falsos. Esta aplicación no puede distinguirlos.</translation>
    </message>
    <message>
        <source>{host} is a number in place of a name. The exchange writes no address like this.</source>
        <translation>{host} es un número en lugar de un nombre. El exchange no escribe direcciones así.</translation>
    </message>
    <message>
        <source>There is a number behind a colon: {host}. The exchange writes no address like this.</source>
        <translation>Hay un número detrás de dos puntos: {host}. El exchange no escribe direcciones así.</translation>
    </message>
    <message>
        <source>{host} makes short addresses that lead on to others. Nobody can see where this one goes.</source>
        <translation>{host} hace direcciones cortas que llevan a otras. Nadie puede ver adónde lleva esta.</translation>
    </message>
    <message>
        <source>There are invisible signs in it. They make an address look like another one.</source>
        <translation>Contiene signos invisibles. Hacen que una dirección parezca otra.</translation>
    </message>
    <message>
        <source>There are signs in {host} that no address of the exchange has in this place. Browsers may read them in more than one way.</source>
        <translation>En {host} hay signos que ninguna dirección del exchange tiene en ese lugar. Los navegadores pueden leerlos de más de una manera.</translation>
    </message>
    <message>
        <source>There are two addresses in one: what is shown is not where it leads. The other one is {host}.</source>
        <translation>Hay dos direcciones en una: lo que se ve no es adonde lleva. La otra es {host}.</translation>
    </message>
    <message>
        <source>This address belongs to {site}.</source>
        <translation>Esta dirección es de {site}.</translation>
    </message>
    <message>
        <source>{host} is right. But the address begins with http:// and not https://, so others may read along on the way, or change the page.</source>
        <translation>{host} es correcto. Pero la dirección empieza por http:// y no por https://, así que otros pueden leer por el camino, o cambiar la página.</translation>
    </message>
    <message>
        <source>It is so long that a browser does not show all of it. What counts stands before the first single /, and may be out of sight.</source>
        <translation>Es tan larga que el navegador no la muestra entera. Lo que cuenta va antes de la primera / suelta, y puede quedar fuera de la vista.</translation>
    </message>
    <message>
        <source>The part that counts is {host}.</source>
        <translation>La parte que cuenta es {host}.</translation>
    </message>
    <message>
        <source>A real address can still come in a false mail. The safest way there is “Open the page”.</source>
        <translation>Una dirección verdadera también puede venir en un correo falso. El camino más seguro hasta allí es “Abrir la página”.</translation>
    </message>
    <message>
        <source>This is not the exchange&apos;s address.</source>
        <translation>Esta no es la dirección del exchange.</translation>
    </message>
    <message>
        <source>It belongs to somebody else: {host}.</source>
        <translation>Es de otro: {host}.</translation>
    </message>
    <message>
        <source>This address is on your own computer.</source>
        <translation>Esta dirección está en tu propio equipo.</translation>
    </message>
    <message>
        <source>{host} is where the practice exchange lives. It is never the real exchange.</source>
        <translation>{host} es donde vive el exchange de práctica. Nunca es el exchange verdadero.</translation>
    </message>
    <message>
        <source>Type no real password there.</source>
        <translation>No escribas allí ninguna contraseña verdadera.</translation>
    </message>
    <message>
        <source>This is where mail is sent to, not the address of a page.</source>
        <translation>Aquí se envía correo; no es la dirección de una página.</translation>
    </message>
    <message>
        <source>Anybody can write any sender into a mail, so a sender proves nothing.</source>
        <translation>Cualquiera puede escribir cualquier remitente en un correo, así que un remitente no demuestra nada.</translation>
    </message>
    <message>
        <source>Paste the address that the mail wants you to open.</source>
        <translation>Pega la dirección que el correo quiere que abras.</translation>
    </message>
    <message>
        <source>This is not the address of a page.</source>
        <translation>Esta no es la dirección de una página.</translation>
    </message>
    <message>
        <source>An address has a dot in it and no spaces, such as www.binance.com.</source>
        <translation>Una dirección lleva un punto y ningún espacio, como www.binance.com.</translation>
    </message>
    <message>
        <source>Paste one address, and nothing around it.</source>
        <translation>Pega una sola dirección y nada alrededor.</translation>
    </message>
    <message>
        <source>This only looks like the exchange&apos;s address.</source>
        <translation>Esta solo se parece a la dirección del exchange.</translation>
    </message>
    <message>
        <source>Do not trust this address.</source>
        <translation>No te fíes de esta dirección.</translation>
    </message>
    <message>
        <source>Do not open it. Type the address yourself, with https:// in front.</source>
        <translation>No la abras. Escribe tú la dirección, con https:// delante.</translation>
    </message>
    <message>
        <source>Do not open it, and type nothing there. If you have: change your password on the real page, and delete your API keys there.</source>
        <translation>No la abras ni escribas nada allí. Si ya lo hiciste, cambia tu contraseña en la página verdadera y elimina allí tus claves de API.</translation>
    </message>
    <message>
        <source>, such as Binance.US or a testnet</source>
        <translation>, como Binance.US o una red de pruebas</translation>
    </message>
    <message>
        <source>, such as Binance.com or a testnet</source>
        <translation>, como Binance.com o una red de pruebas</translation>
    </message>
    <message>
        <source>It sees you at {address}.</source>
        <translation>Te ve en {address}.</translation>
    </message>
    <message>
        <source>No printer is set up on this computer. Please write the code down by hand.</source>
        <translation>En este equipo no hay ninguna impresora. Copia el código a mano, por favor.</translation>
    </message>
    <message>
        <source>It is on its way to the printer. Fetch the page before somebody else does.</source>
        <translation>Va camino de la impresora. Recoge la página antes que otra persona.</translation>
    </message>
    <message>
        <source>The printer did not take it. Please write the code down by hand.</source>
        <translation>La impresora no lo aceptó. Copia el código a mano, por favor.</translation>
    </message>
    <message>
        <source>Recovery code for a vault</source>
        <translation>Código de recuperación de una bóveda</translation>
    </message>
    <message>
        <source>Read-Only Key Wizard</source>
        <translation>Read-Only Key Wizard</translation>
    </message>
    <message>
        <source>Made on {0}. A newer code makes this one useless.</source>
        <translation>Hecho el {0}. Un código más nuevo deja este sin valor.</translation>
    </message>
    <message>
        <source>For the vault on the computer “{0}”, in the folder {1}</source>
        <translation>Para la bóveda del equipo “{0}”, en la carpeta {1}</translation>
    </message>
    <message>
        <source>It opens the vault in which the wizard keeps your keys, on the day when the keychain and the passphrase do not.</source>
        <translation>Abre la bóveda en la que el asistente guarda tus claves, el día en que no la abran el llavero ni la frase de contraseña.</translation>
    </message>
    <message>
        <source>Where to type it in: start the wizard. When it asks for what opens your vault, choose “Use the recovery code instead”, and type the seven groups in this order. Capital and small letters are the same.</source>
        <translation>Dónde escribirlo: inicia el asistente. Cuando pregunte qué abre tu bóveda, elige “Usar el código de recuperación” y escribe los siete grupos en este orden. Da igual escribir en mayúsculas o minúsculas.</translation>
    </message>
    <message>
        <source>In a terminal: “key-wizard list” asks for the passphrase; type the code in its place.</source>
        <translation>En un terminal: “key-wizard list” pide la frase de contraseña; escribe el código en su lugar.</translation>
    </message>
    <message>
        <source>Keep this page where you keep what must not get lost. Whoever has it and the vault’s file can open the vault.</source>
        <translation>Guarda esta página donde guardas lo que no debe perderse. Quien la tenga junto con el archivo de la bóveda puede abrir la bóveda.</translation>
    </message>
    <message>
        <source>You locked it.</source>
        <translation>La bloqueaste tú.</translation>
    </message>
    <message numerus="yes">
        <source>It was locked after {count} minutes without you.</source>
        <translation>
            <numerusform>Se bloqueó después de un minuto sin ti.</numerusform>
            <numerusform>Se bloqueó después de {count} minutos sin ti.</numerusform>
        </translation>
    </message>
    <message>
        <source>It was locked because the computer went to sleep.</source>
        <translation>Se bloqueó porque el equipo se puso en reposo.</translation>
    </message>
    <message>
        <source>It was locked because the computer slept, or its clock was set.</source>
        <translation>Se bloqueó porque el equipo estuvo en reposo o se cambió su reloj.</translation>
    </message>
    <message>
        <source>It was locked because the screen was locked.</source>
        <translation>Se bloqueó porque se bloqueó la pantalla.</translation>
    </message>
    <message>
        <source>Never by itself</source>
        <translation>Nunca por sí sola</translation>
    </message>
    <message>
        <source>Nothing was handed over.</source>
        <translation>No se entregó nada.</translation>
    </message>
    <message numerus="yes">
        <source>{count} more</source>
        <translation>
            <numerusform>{count} más</numerusform>
            <numerusform>{count} más</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} keys are in it: {names}.</source>
        <translation>
            <numerusform>Contiene {count} clave: {names}.</numerusform>
            <numerusform>Contiene {count} claves: {names}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} keys are exported</source>
        <translation>
            <numerusform>{count} clave exportada</numerusform>
            <numerusform>{count} claves exportadas</numerusform>
        </translation>
    </message>
    <message>
        <source>There is nothing new to import</source>
        <translation>No hay nada nuevo que importar</translation>
    </message>
    <message numerus="yes">
        <source>{count} keys are imported</source>
        <translation>
            <numerusform>{count} clave importada</numerusform>
            <numerusform>{count} claves importadas</numerusform>
        </translation>
    </message>
    <message>
        <source>“{0}”, here as “{1}”</source>
        <translation>“{0}”, aquí como “{1}”</translation>
    </message>
    <message>
        <source>New here</source>
        <translation>Nuevas aquí</translation>
    </message>
    <message>
        <source>New here under another name, for theirs was taken</source>
        <translation>Nuevas aquí con otro nombre, porque el suyo ya estaba usado</translation>
    </message>
    <message>
        <source>Here already, and the same; yours was kept</source>
        <translation>Ya estaban aquí, y son iguales; se conservaron las tuyas</translation>
    </message>
    <message>
        <source>Here already with another secret; yours was kept. Check it before you use it</source>
        <translation>Ya estaban aquí con otro secreto; se conservaron las tuyas. Compruébalas antes de usarlas</translation>
    </message>
    <message>
        <source>There are no keys in this file.</source>
        <translation>En este archivo no hay claves.</translation>
    </message>
    <message>
        <source>“{name}”</source>
        <translation>“{name}”</translation>
    </message>
    <message>
        <source>Your keychain</source>
        <translation>Tu llavero</translation>
    </message>
    <message>
        <source>Not on this computer</source>
        <translation>No lo hay en este equipo</translation>
    </message>
    <message>
        <source>The system&apos;s own safe for passwords is missing.</source>
        <translation>Falta la caja fuerte del sistema para contraseñas.</translation>
    </message>
    <message>
        <source>It lost the vault&apos;s key, or holds another one. Nothing else is lost.</source>
        <translation>Perdió la clave de la bóveda o tiene otra. No se ha perdido nada más.</translation>
    </message>
    <message>
        <source>Does not open it now</source>
        <translation>Ahora no la abre</translation>
    </message>
    <message>
        <source>It opens the vault by itself while you are signed in to this computer.</source>
        <translation>Abre la bóveda por sí solo mientras tengas la sesión iniciada en este equipo.</translation>
    </message>
    <message>
        <source>Opens the vault</source>
        <translation>Abre la bóveda</translation>
    </message>
    <message>
        <source>It could open the vault by itself while you are signed in.</source>
        <translation>Podría abrir la bóveda por sí solo mientras tengas la sesión iniciada.</translation>
    </message>
    <message>
        <source>Not used</source>
        <translation>No se usa</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Frase de contraseña</translation>
    </message>
    <message>
        <source>It opens the vault when it is locked, and when the keychain does not.</source>
        <translation>Abre la bóveda cuando está bloqueada y cuando el llavero no la abre.</translation>
    </message>
    <message>
        <source>You type it whenever the vault is to be opened.</source>
        <translation>La escribes cada vez que haya que abrir la bóveda.</translation>
    </message>
    <message>
        <source>With one you can lock the vault, and open it without the keychain.</source>
        <translation>Con una puedes bloquear la bóveda y abrirla sin el llavero.</translation>
    </message>
    <message>
        <source>Not set</source>
        <translation>No hay</translation>
    </message>
    <message>
        <source>Recovery code</source>
        <translation>Código de recuperación</translation>
    </message>
    <message>
        <source>It is on your paper, for the day when nothing else opens the vault.</source>
        <translation>Está en tu papel, para el día en que nada más abra la bóveda.</translation>
    </message>
    <message>
        <source>A code on paper, for the day when nothing else opens the vault.</source>
        <translation>Un código en papel, para el día en que nada más abra la bóveda.</translation>
    </message>
    <message>
        <source>None yet</source>
        <translation>Todavía no hay</translation>
    </message>
    <message>
        <source>If you lose your keychain and forget your passphrase, only a recovery code opens the vault. Making one takes two minutes.</source>
        <translation>Si pierdes tu llavero y olvidas tu frase de contraseña, solo un código de recuperación abre la bóveda. Hacer uno lleva dos minutos.</translation>
    </message>
    <message>
        <source>If you forget your passphrase, only a recovery code opens the vault. Making one takes two minutes.</source>
        <translation>Si olvidas tu frase de contraseña, solo un código de recuperación abre la bóveda. Hacer uno lleva dos minutos.</translation>
    </message>
    <message>
        <source>If you lose your keychain, only a recovery code or a passphrase opens the vault. Making one takes two minutes.</source>
        <translation>Si pierdes tu llavero, solo un código de recuperación o una frase de contraseña abre la bóveda. Hacer uno lleva dos minutos.</translation>
    </message>
    <message>
        <source>Asking your keychain…</source>
        <translation>Preguntando a tu llavero…</translation>
    </message>
    <message>
        <source>From now on your keychain opens the vault, too.</source>
        <translation>A partir de ahora tu llavero también abre la bóveda.</translation>
    </message>
    <message>
        <source>the keychain</source>
        <translation>el llavero</translation>
    </message>
    <message>
        <source>Take the passphrase away?</source>
        <translation>¿Quitar la frase de contraseña?</translation>
    </message>
    <message>
        <source>From then on your keychain opens the vault, and it is no longer locked.</source>
        <translation>Desde entonces tu llavero abre la bóveda, y ya no se bloquea.</translation>
    </message>
    <message>
        <source>Copies of the vault that were made before still open with the passphrase.</source>
        <translation>Las copias de la bóveda que se hicieron antes todavía se abren con la frase de contraseña.</translation>
    </message>
    <message>
        <source>Take it away</source>
        <translation>Quitar</translation>
    </message>
    <message>
        <source>Taking the passphrase away…</source>
        <translation>Quitando la frase de contraseña…</translation>
    </message>
    <message>
        <source>No passphrase opens the vault any more.</source>
        <translation>Ninguna frase de contraseña abre ya la bóveda.</translation>
    </message>
    <message>
        <source>Take the recovery code away?</source>
        <translation>¿Quitar el código de recuperación?</translation>
    </message>
    <message>
        <source>The code on your paper then opens the vault no more.</source>
        <translation>El código de tu papel dejará de abrir la bóveda.</translation>
    </message>
    <message>
        <source>Copies of the vault that were made before still open with it.</source>
        <translation>Las copias de la bóveda que se hicieron antes todavía se abren con él.</translation>
    </message>
    <message>
        <source>Taking the recovery code away…</source>
        <translation>Quitando el código de recuperación…</translation>
    </message>
    <message>
        <source>No recovery code opens the vault any more.</source>
        <translation>Ningún código de recuperación abre ya la bóveda.</translation>
    </message>
    <message>
        <source>Keeping your choice…</source>
        <translation>Guardando tu elección…</translation>
    </message>
    <message>
        <source>Your choice is kept.</source>
        <translation>Tu elección está guardada.</translation>
    </message>
    <message>
        <source>It was taken into use before the vault was locked. Keep that paper; one with an older code is of no use any more.</source>
        <translation>Empezó a valer antes de que la bóveda se bloqueara. Guarda ese papel; uno con un código anterior ya no sirve.</translation>
    </message>
    <message>
        <source>Everything in the vault is sealed anew.</source>
        <translation>Todo lo que hay en la bóveda está sellado de nuevo.</translation>
    </message>
    <message>
        <source>It was finished before the vault was locked.</source>
        <translation>Terminó antes de que la bóveda se bloqueara.</translation>
    </message>
    <message>
        <source>Your new recovery code is ready.</source>
        <translation>Tu nuevo código de recuperación está listo.</translation>
    </message>
    <message>
        <source>Everything is sealed anew, and your new recovery code is ready.</source>
        <translation>Todo está sellado de nuevo, y tu nuevo código de recuperación está listo.</translation>
    </message>
    <message>
        <source>It was finished before the vault was locked. Keep the new paper; one with an older code is of no use any more.</source>
        <translation>Terminó antes de que la bóveda se bloqueara. Guarda el papel nuevo; uno con un código anterior ya no sirve.</translation>
    </message>
    <message>
        <source>Your keychain opens the vault again.</source>
        <translation>Tu llavero vuelve a abrir la bóveda.</translation>
    </message>
    <message>
        <source>The vault’s key was missing there, or was another one. A fresh one was put in its place when you opened the vault.</source>
        <translation>Ahí faltaba la clave de la bóveda o había otra. Al abrir la bóveda se puso una nueva en su lugar.</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>Bien</translation>
    </message>
    <message>
        <source>Go on with it</source>
        <translation>Seguir con ella</translation>
    </message>
    <message>
        <source>The recovery code that was on the screen does not count.</source>
        <translation>El código de recuperación que estaba en la pantalla no cuenta.</translation>
    </message>
    <message>
        <source>The vault was locked before you had typed it back. Nothing was changed: what opened the vault before opens it now. You can cross out what you wrote down.</source>
        <translation>La bóveda se bloqueó antes de que lo volvieras a escribir. No se cambió nada: lo que abría antes la bóveda la abre ahora. Puedes tachar lo que anotaste.</translation>
    </message>
    <message>
        <source>Make a new one…</source>
        <translation>Hacer uno nuevo…</translation>
    </message>
    <message>
        <source>You opened the vault with your recovery code.</source>
        <translation>Abriste la bóveda con tu código de recuperación.</translation>
    </message>
    <message>
        <source>If you forgot the passphrase, choose a new one. The code stays good.</source>
        <translation>Si olvidaste la frase de contraseña, elige una nueva. El código sigue valiendo.</translation>
    </message>
    <message>
        <source>Choose a passphrase…</source>
        <translation>Elegir una frase de contraseña…</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Ahora no</translation>
    </message>
    <message>
        <source>Your keychain opens this vault.</source>
        <translation>Tu llavero abre esta bóveda.</translation>
    </message>
    <message>
        <source>Set a passphrase under “Vault and safety” to be able to lock it.</source>
        <translation>Pon una frase de contraseña en “Bóveda y seguridad” para poder bloquearla.</translation>
    </message>
    <message>
        <source>Set a passphrase…</source>
        <translation>Poner una frase de contraseña…</translation>
    </message>
    <message>
        <source>Make a recovery code</source>
        <translation>Haz un código de recuperación</translation>
    </message>
    <message>
        <source>Your first key is safe in the vault. A code on paper opens the vault on the day when nothing else does. Making one takes two minutes.</source>
        <translation>Tu primera clave está segura en la bóveda. Un código en papel abre la bóveda el día en que nada más lo haga. Hacer uno lleva dos minutos.</translation>
    </message>
    <message>
        <source>Make a recovery code…</source>
        <translation>Hacer un código de recuperación…</translation>
    </message>
    <message>
        <source>This key</source>
        <translation>Esta clave</translation>
    </message>
    <message>
        <source>the rehearsal&apos;s own memory</source>
        <translation>la memoria del propio ensayo</translation>
    </message>
    <message>
        <source>your system&apos;s keychain</source>
        <translation>el llavero de tu sistema</translation>
    </message>
    <message>
        <source>your login keychain</source>
        <translation>tu llavero de inicio de sesión</translation>
    </message>
    <message>
        <source>Help for this screen</source>
        <translation>Ayuda para esta pantalla</translation>
    </message>
    <message>
        <source>New read-only key</source>
        <translation>Nueva clave de solo lectura</translation>
    </message>
    <message>
        <source>Verify all keys</source>
        <translation>Comprobar todas las claves</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Atrás</translation>
    </message>
    <message>
        <source>Lock the vault now</source>
        <translation>Bloquear la bóveda ahora</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>Preferencias</translation>
    </message>
    <message>
        <source>Close this window</source>
        <translation>Cerrar esta ventana</translation>
    </message>
    <message>
        <source>Close all windows</source>
        <translation>Cerrar todas las ventanas</translation>
    </message>
    <message>
        <source>{what} ({key})</source>
        <translation>{what} ({key})</translation>
    </message>
    <message>
        <source>Last compared with the real site on {date}.</source>
        <translation>Última comparación con el sitio verdadero: {date}.</translation>
    </message>
    <message>
        <source>A test order was accepted before.</source>
        <translation>Antes se aceptó una orden de prueba.</translation>
    </message>
    <message>
        <source>{venue} does not report what a key may do.</source>
        <translation>{venue} no informa de lo que puede hacer una clave.</translation>
    </message>
</context>
<context>
    <name>AboutSheet</name>
    <message>
        <source>About the Read-Only Key Wizard</source>
        <translation>Acerca de Read-Only Key Wizard</translation>
    </message>
    <message>
        <source>Version {0}</source>
        <translation>Versión {0}</translation>
    </message>
    <message>
        <source>Python {0}, Qt {1}, {2}</source>
        <translation>Python {0}, Qt {1}, {2}</translation>
    </message>
    <message>
        <source>It guides you to an API key that can only read, proves it at the exchange, and keeps it encrypted on this computer.</source>
        <translation>Te guía hasta una clave de API que solo puede leer, lo demuestra en el exchange y la guarda cifrada en este equipo.</translation>
    </message>
    <message>
        <source>It is an independent program. It has no connection with Binance or Binance.US, and neither of them has checked it. The names belong to their owners.</source>
        <translation>Es una aplicación independiente. No tiene relación con Binance ni con Binance.US, y ninguno de los dos la ha revisado. Los nombres son de sus dueños.</translation>
    </message>
    <message>
        <source>It is free under the MIT licence: use it, look inside, change it, pass it on. It comes without any warranty. It asks the exchange only what a check needs, and sends nothing to anybody else.</source>
        <translation>Es libre, con la licencia MIT: úsala, mírala por dentro, cámbiala, pásala a otros. Viene sin ninguna garantía. Al exchange le pregunta solo lo que hace falta para una comprobación, y no envía nada a nadie más.</translation>
    </message>
    <message>
        <source>Copyright 2026, the people who work on the Read-Only Key Wizard.</source>
        <translation>Copyright 2026, quienes trabajan en Read-Only Key Wizard.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
</context>
<context>
    <name>Action</name>
    <message>
        <source>Try again</source>
        <translation>Intentar de nuevo</translation>
    </message>
    <message>
        <source>Open the page</source>
        <translation>Abrir la página</translation>
    </message>
    <message>
        <source>Take me to step 7</source>
        <translation>Llévame al paso 7</translation>
    </message>
    <message>
        <source>Paste again</source>
        <translation>Pegar otra vez</translation>
    </message>
    <message>
        <source>Swap and check again</source>
        <translation>Cambiar de lugar y comprobar</translation>
    </message>
    <message>
        <source>Start again at step 1</source>
        <translation>Empezar otra vez en el paso 1</translation>
    </message>
    <message>
        <source>Check the clock</source>
        <translation>Comprobar el reloj</translation>
    </message>
    <message>
        <source>Ask the other site</source>
        <translation>Preguntar al otro sitio</translation>
    </message>
    <message>
        <source>Connection settings…</source>
        <translation>Ajustes de conexión…</translation>
    </message>
    <message>
        <source>Use the recovery code</source>
        <translation>Usar el código de recuperación</translation>
    </message>
    <message>
        <source>Look at the copy…</source>
        <translation>Ver la copia…</translation>
    </message>
</context>
<context>
    <name>AddressSheet</name>
    <message>
        <source>Check an address</source>
        <translation>Revisar una dirección</translation>
    </message>
    <message>
        <source>Paste an address from a mail, a message or an advert. It is read on this computer, and nothing is opened.</source>
        <translation>Pega una dirección de un correo, un mensaje o un anuncio. Se lee en este equipo y no se abre nada.</translation>
    </message>
    <message>
        <source>An address, such as www.binance.com</source>
        <translation>Una dirección, como www.binance.com</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Dirección</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Revisar</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Hide how to recognise a false address</source>
        <translation>Ocultar cómo reconocer una dirección falsa</translation>
    </message>
    <message>
        <source>How to recognise a false address</source>
        <translation>Cómo reconocer una dirección falsa</translation>
    </message>
</context>
<context>
    <name>Advice</name>
    <message>
        <source>What now</source>
        <translation>Y ahora</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>Qué hacer</translation>
    </message>
    <message>
        <source>Ask {0} instead</source>
        <translation>Preguntar a {0}</translation>
    </message>
    <message>
        <source>The button below works again in {0}.</source>
        <translation>El botón de abajo vuelve a funcionar dentro de {0}.</translation>
    </message>
    <message>
        <source>Check by itself at {0}, if this window is open</source>
        <translation>Comprobar por sí solo, con esta ventana abierta: {0}</translation>
    </message>
</context>
<context>
    <name>AdviceCard</name>
    <message>
        <source>Open the exchange&apos;s page</source>
        <translation>Abrir la página del exchange</translation>
    </message>
</context>
<context>
    <name>ApiKeyForm</name>
    <message>
        <source>Its private key is sealed here already: nothing else is needed.</source>
        <translation>Su clave privada ya está sellada aquí: no hace falta nada más.</translation>
    </message>
    <message>
        <source>Paste the API key here</source>
        <translation>Pega aquí la clave de API</translation>
    </message>
    <message>
        <source>Sealing…</source>
        <translation>Sellando…</translation>
    </message>
    <message>
        <source>The line named “API Key” on the site</source>
        <translation>La línea llamada “API Key” en el sitio</translation>
    </message>
</context>
<context>
    <name>BoxesCard</name>
    <message>
        <source>I looked: “Enable Withdrawals” is not ticked.</source>
        <translation>Lo miré: “Enable Withdrawals” no está marcada.</translation>
    </message>
    <message>
        <source>I looked: nothing but reading is ticked.</source>
        <translation>Lo miré: no hay nada marcado más que la lectura.</translation>
    </message>
    <message>
        <source>Open the page</source>
        <translation>Abrir la página</translation>
    </message>
    <message>
        <source>Look once more, then tick what you see</source>
        <translation>Mira otra vez y luego marca lo que veas</translation>
    </message>
    <message>
        <source>Look at the page first, then tick what you see</source>
        <translation>Mira antes la página y luego marca lo que veas</translation>
    </message>
    <message>
        <source>{0} tells no program about these boxes. The check can begin once both lines are ticked.</source>
        <translation>{0} no informa a ningún programa de estas casillas. La comprobación puede empezar cuando marques las dos líneas.</translation>
    </message>
</context>
<context>
    <name>CheckFlow</name>
    <message>
        <source>Checking the key…</source>
        <translation>Comprobando la clave…</translation>
    </message>
    <message>
        <source>This takes a few seconds at most.</source>
        <translation>Lleva unos segundos como mucho.</translation>
    </message>
    <message>
        <source>the other site</source>
        <translation>el otro sitio</translation>
    </message>
    <message>
        <source>It takes the place of “{0}”, which is not in this app any more. If the old key is still at the exchange, delete it there.</source>
        <translation>Ocupa el lugar de “{0}”, que ya no está en esta aplicación. Si la clave anterior sigue en el exchange, elimínala allí.</translation>
    </message>
</context>
<context>
    <name>CheckStep</name>
    <message>
        <source>Stop</source>
        <translation>Detener</translation>
    </message>
    <message>
        <source>Check again at {0}</source>
        <translation>Comprobar de nuevo: {0}</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Comprobar de nuevo</translation>
    </message>
    <message>
        <source>Check now</source>
        <translation>Comprobar ahora</translation>
    </message>
    <message>
        <source>Show my keys</source>
        <translation>Ver mis claves</translation>
    </message>
</context>
<context>
    <name>CodeSheet</name>
    <message>
        <source>The code on your paper</source>
        <translation>El código de tu papel</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>Imprimir…</translation>
    </message>
    <message>
        <source>Show it again</source>
        <translation>Mostrarlo otra vez</translation>
    </message>
    <message>
        <source>Type it once from your paper</source>
        <translation>Escríbelo una vez desde tu papel</translation>
    </message>
    <message>
        <source>So that the paper is sure to open the vault. Capital and small letters are the same, and hyphens may be left out.</source>
        <translation>Así es seguro que el papel abre la bóveda. Da igual escribir en mayúsculas o minúsculas, y los guiones pueden omitirse.</translation>
    </message>
    <message>
        <source>If you close this now, nothing is changed.</source>
        <translation>Si cierras esto ahora, no cambia nada.</translation>
    </message>
    <message>
        <source>Use this code</source>
        <translation>Usar este código</translation>
    </message>
    <message>
        <source>Your recovery code is ready</source>
        <translation>Tu código de recuperación está listo</translation>
    </message>
    <message>
        <source>Keep the paper where you keep what must not get lost. Whoever has it and the vault’s file can open the vault.</source>
        <translation>Guarda el papel donde guardas lo que no debe perderse. Quien lo tenga junto con el archivo de la bóveda puede abrir la bóveda.</translation>
    </message>
    <message>
        <source>A paper with an older code is of no use any more: tear it up.</source>
        <translation>Un papel con un código anterior ya no sirve: rómpelo.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Listo</translation>
    </message>
    <message>
        <source>Your new recovery code</source>
        <translation>Tu nuevo código de recuperación</translation>
    </message>
    <message>
        <source>It opens the vault on the day when nothing else does. Write it down on paper, or print it, and keep it away from this computer.</source>
        <translation>Abre la bóveda el día en que nada más lo haga. Anótalo en papel o imprímelo, y guárdalo lejos de este equipo.</translation>
    </message>
    <message>
        <source>It cannot be copied: other programs read the clipboard, and nobody reads your paper. The code counts only after you have typed it once from the paper; if you close this before, nothing is changed.</source>
        <translation>No se puede copiar: otros programas leen el portapapeles, y tu papel no lo lee nadie. El código solo cuenta cuando lo hayas escrito una vez desde el papel; si cierras esto antes, no cambia nada.</translation>
    </message>
    <message>
        <source>The code that you have now ends at that moment.</source>
        <translation>El código que tienes ahora deja de valer en ese momento.</translation>
    </message>
    <message>
        <source>I have written it down</source>
        <translation>Lo he anotado</translation>
    </message>
</context>
<context>
    <name>CodeView</name>
    <message>
        <source>Recovery code: {0}</source>
        <translation>Código de recuperación: {0}</translation>
    </message>
</context>
<context>
    <name>ConnectionDialog</name>
    <message>
        <source>Connection settings</source>
        <translation>Ajustes de conexión</translation>
    </message>
    <message>
        <source>Use none</source>
        <translation>No usar ninguno</translation>
    </message>
    <message>
        <source>Use this proxy</source>
        <translation>Usar este proxy</translation>
    </message>
    <message>
        <source>A proxy is a computer in between. Some offices and universities have one, and most homes have none. The wizard goes through the one that you choose, and never around it.</source>
        <translation>Un proxy es un equipo intermedio. Algunas oficinas y universidades tienen uno; la mayoría de las casas, no. El asistente pasa por el que elijas, y nunca lo esquiva.</translation>
    </message>
    <message>
        <source>Address of the proxy</source>
        <translation>Dirección del proxy</translation>
    </message>
    <message>
        <source>Now: no proxy</source>
        <translation>Ahora: sin proxy</translation>
    </message>
    <message>
        <source>Now: {0}</source>
        <translation>Ahora: {0}</translation>
    </message>
    <message>
        <source>This computer’s settings name this address.</source>
        <translation>Los ajustes de este equipo nombran esta dirección.</translation>
    </message>
    <message>
        <source>Now: not known, so nobody is asked</source>
        <translation>Ahora: no se sabe, así que no se pregunta a nadie</translation>
    </message>
    <message>
        <source>Such as http://HOST:PORT or socks5://HOST:PORT.</source>
        <translation>Por ejemplo, http://HOST:PORT o socks5://HOST:PORT.</translation>
    </message>
</context>
<context>
    <name>CopySheet</name>
    <message>
        <source>The copy of your vault</source>
        <translation>La copia de tu bóveda</translation>
    </message>
    <message>
        <source>Passphrase or recovery code</source>
        <translation>Frase de contraseña o código de recuperación</translation>
    </message>
    <message>
        <source>Nothing is changed by looking.</source>
        <translation>Mirar no cambia nada.</translation>
    </message>
    <message>
        <source>Use this copy</source>
        <translation>Usar esta copia</translation>
    </message>
    <message>
        <source>Looking at the copy…</source>
        <translation>Mirando la copia…</translation>
    </message>
    <message>
        <source>Made {0}</source>
        <translation>Hecha {0}</translation>
    </message>
    <message>
        <source>It is the vault as it was before its last change. What you changed then, such as the key that you saved last, is not in it.</source>
        <translation>Es la bóveda como estaba antes de su último cambio. Lo que cambiaste entonces, como la última clave que guardaste, no está.</translation>
    </message>
    <message>
        <source>What is in it shows as soon as it is opened.</source>
        <translation>Lo que contiene se ve en cuanto se abre.</translation>
    </message>
    <message>
        <source>Your keychain does not open it now. Unlock the keychain, and look again.</source>
        <translation>Tu llavero no la abre ahora. Desbloquea el llavero y mira otra vez.</translation>
    </message>
    <message>
        <source>Open it</source>
        <translation>Abrirla</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Mirar otra vez</translation>
    </message>
    <message>
        <source>The copy is your vault now</source>
        <translation>La copia es ahora tu bóveda</translation>
    </message>
    <message>
        <source>Look at your keys: one that you saved last may have to be created again.</source>
        <translation>Mira tus claves: puede que haya que crear otra vez la última que guardaste.</translation>
    </message>
    <message>
        <source>Show my keys</source>
        <translation>Ver mis claves</translation>
    </message>
    <message>
        <source>No key is in it.</source>
        <translation>No contiene ninguna clave.</translation>
    </message>
    <message>
        <source>“{0}”</source>
        <translation>“{0}”</translation>
    </message>
    <message>
        <source>The damaged file was kept as “{0}” in {1}. Once you have seen that all your keys are there, you may delete it.</source>
        <translation>El archivo dañado se conservó como “{0}” en {1}. Cuando hayas visto que están todas tus claves, puedes eliminarlo.</translation>
    </message>
</context>
<context>
    <name>Discard</name>
    <message>
        <source>Discard “{0}”?</source>
        <translation>¿Descartar “{0}”?</translation>
    </message>
    <message>
        <source>Its sealed secret is wiped here. The exchange will not show it again.</source>
        <translation>Su secreto sellado se borra aquí. El exchange no volverá a mostrarlo.</translation>
    </message>
    <message>
        <source>The key itself goes on existing there: delete it on the exchange&apos;s page.</source>
        <translation>La clave sigue existiendo allí: elimínala en la página del exchange.</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Descartar</translation>
    </message>
    <message>
        <source>Discard the key pair for “{0}”?</source>
        <translation>¿Descartar el par de claves para “{0}”?</translation>
    </message>
    <message>
        <source>Its private key is wiped here, and there is no other copy of it.</source>
        <translation>Su clave privada se borra aquí, y no hay otra copia de ella.</translation>
    </message>
    <message>
        <source>Have you pasted its public key on the exchange&apos;s page already? Then delete that key there: nobody can use it any more.</source>
        <translation>¿Ya pegaste su clave pública en la página del exchange? Elimina entonces esa clave allí: ya nadie puede usarla.</translation>
    </message>
</context>
<context>
    <name>Drop</name>
    <message>
        <source>Leave without the secret?</source>
        <translation>¿Salir sin el secreto?</translation>
    </message>
    <message>
        <source>The API key and the secret that you pasted could not be sealed until now.</source>
        <translation>La clave de API y el secreto que pegaste no se han podido sellar hasta ahora.</translation>
    </message>
    <message>
        <source>If you leave, the wizard forgets them. The exchange shows the secret only once.</source>
        <translation>Si sales, el asistente los olvida. El exchange muestra el secreto una sola vez.</translation>
    </message>
    <message>
        <source>Leave without this value?</source>
        <translation>¿Salir sin este valor?</translation>
    </message>
    <message>
        <source>One value is here and not sealed yet, because the other one is missing.</source>
        <translation>Aquí hay un valor que aún no está sellado, porque falta el otro.</translation>
    </message>
    <message>
        <source>If you leave, the wizard forgets it. The exchange shows the secret only once.</source>
        <translation>Si sales, el asistente lo olvida. El exchange muestra el secreto una sola vez.</translation>
    </message>
    <message>
        <source>Leave and forget</source>
        <translation>Salir y olvidar</translation>
    </message>
</context>
<context>
    <name>ExportSheet</name>
    <message>
        <source>All keys go into one encrypted file, with which another computer can take them in. This vault stays as it is.</source>
        <translation>Todas las claves van a un solo archivo cifrado, con el que otro equipo puede recibirlas. Esta bóveda se queda como está.</translation>
    </message>
    <message>
        <source>Where to</source>
        <translation>Dónde guardarlo</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportar</translation>
    </message>
    <message>
        <source>Export a copy of your keys</source>
        <translation>Exportar una copia de tus claves</translation>
    </message>
    <message>
        <source>A passphrase for this file</source>
        <translation>Una frase de contraseña para este archivo</translation>
    </message>
    <message>
        <source>The same once more</source>
        <translation>La misma otra vez</translation>
    </message>
    <message>
        <source>Only this passphrase opens the file. Never send both together: for example the file by e-mail, and the passphrase by phone.</source>
        <translation>Solo esta frase de contraseña abre el archivo. No envíes nunca los dos juntos: por ejemplo, el archivo por correo y la frase por teléfono.</translation>
    </message>
    <message>
        <source>The file is {0}.</source>
        <translation>El archivo es {0}.</translation>
    </message>
    <message>
        <source>On the other computer start the wizard and choose “Import keys…”. Then delete the file, unless it is your backup.</source>
        <translation>En el otro equipo inicia el asistente y elige “Importar claves…”. Luego elimina el archivo, salvo que sea tu copia de seguridad.</translation>
    </message>
</context>
<context>
    <name>Field</name>
    <message>
        <source>Paste</source>
        <translation>Pegar</translation>
    </message>
</context>
<context>
    <name>File</name>
    <message>
        <source>Exported keys (*.rokey)</source>
        <translation>Claves exportadas (*.rokey)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Todos los archivos (*)</translation>
    </message>
</context>
<context>
    <name>FileRow</name>
    <message>
        <source>No file is chosen yet.</source>
        <translation>Todavía no hay ningún archivo elegido.</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>Elegir un archivo…</translation>
    </message>
</context>
<context>
    <name>GuidePage</name>
    <message>
        <source>New read-only key</source>
        <translation>Nueva clave de solo lectura</translation>
    </message>
    <message>
        <source>Show me how</source>
        <translation>Muéstrame cómo</translation>
    </message>
    <message>
        <source>A key you have already</source>
        <translation>Una clave que ya tienes</translation>
    </message>
    <message>
        <source>Make the key pair</source>
        <translation>Hacer el par de claves</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Continuar</translation>
    </message>
</context>
<context>
    <name>HandOverDialog</name>
    <message>
        <source>Hand over “{0}”</source>
        <translation>Entregar “{0}”</translation>
    </message>
    <message>
        <source>Copy one value after the other, and paste each into the field that your program has for it. Give them to nobody else, and send them in no message.</source>
        <translation>Copia un valor después del otro y pega cada uno en el campo que tu programa tiene para él. No se los des a nadie más ni los envíes en ningún mensaje.</translation>
    </message>
    <message>
        <source>The clipboard is emptied after a minute.</source>
        <translation>El portapapeles se vacía después de un minuto.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Listo</translation>
    </message>
    <message>
        <source>This key was proven read-only just now.</source>
        <translation>Se acaba de demostrar que esta clave es de solo lectura.</translation>
    </message>
    <message>
        <source>It was proven just now that this key cannot trade.</source>
        <translation>Se acaba de demostrar que esta clave no puede operar.</translation>
    </message>
    <message>
        <source>Does your program have no field for a private key, but one for a “secret”? Then create another key here for it, and choose “system generated” at step 2.</source>
        <translation>¿Tu programa no tiene campo para una clave privada, pero sí para un “secret”? Entonces crea aquí otra clave para él, y elige “generada por el sistema” en el paso 2.</translation>
    </message>
    <message>
        <source>The exchange reported just now that this key can only read.</source>
        <translation>El exchange acaba de informar de que esta clave solo puede leer.</translation>
    </message>
    <message>
        <source>Copy the API key (…{0})</source>
        <translation>Copiar la clave de API (…{0})</translation>
    </message>
    <message>
        <source>Copy the secret</source>
        <translation>Copiar el secreto</translation>
    </message>
    <message>
        <source>Copy the private key</source>
        <translation>Copiar la clave privada</translation>
    </message>
    <message>
        <source>The API key is copied. Paste it into your program.</source>
        <translation>La clave de API está copiada. Pégala en tu programa.</translation>
    </message>
    <message>
        <source>The secret is copied. Paste it into your program.</source>
        <translation>El secreto está copiado. Pégalo en tu programa.</translation>
    </message>
    <message>
        <source>The private key is copied. Paste it into your program.</source>
        <translation>La clave privada está copiada. Pégala en tu programa.</translation>
    </message>
</context>
<context>
    <name>HeldCard</name>
    <message>
        <source>Try sealing again</source>
        <translation>Intentar sellar otra vez</translation>
    </message>
    <message>
        <source>Not sealed yet</source>
        <translation>Todavía sin sellar</translation>
    </message>
    <message>
        <source>Both values are kept in this window until they can be sealed. Do not close it, and leave the exchange&apos;s page open as well.</source>
        <translation>Los dos valores se conservan en esta ventana hasta que se puedan sellar. No la cierres, y deja abierta también la página del exchange.</translation>
    </message>
</context>
<context>
    <name>HelpSheet</name>
    <message>
        <source>Keys that help</source>
        <translation>Teclas que ayudan</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
</context>
<context>
    <name>HistoryList</name>
    <message>
        <source>History</source>
        <translation>Historial</translation>
    </message>
    <message>
        <source>Show less</source>
        <translation>Mostrar menos</translation>
    </message>
    <message>
        <source>Show {0} older</source>
        <translation>Mostrar {0} más antiguos</translation>
    </message>
    <message>
        <source>System generated.</source>
        <translation>Generada por el sistema.</translation>
    </message>
    <message>
        <source>Self-generated, Ed25519.</source>
        <translation>Generada por ti, Ed25519.</translation>
    </message>
    <message>
        <source>Self-generated, RSA.</source>
        <translation>Generada por ti, RSA.</translation>
    </message>
    <message>
        <source>{0}, {1} times since {2}</source>
        <translation>{0}, {1} veces desde {2}</translation>
    </message>
    <message>
        <source>{0} switched &lt;b&gt;on&lt;/b&gt;</source>
        <translation>{0}: se &lt;b&gt;activó&lt;/b&gt;</translation>
    </message>
    <message>
        <source>{0} switched &lt;b&gt;off&lt;/b&gt;</source>
        <translation>{0}: se &lt;b&gt;desactivó&lt;/b&gt;</translation>
    </message>
</context>
<context>
    <name>HomePage</name>
    <message>
        <source>No saved keys. A key that is proven read-only appears here.</source>
        <translation>No hay claves guardadas. Una clave que se demuestre de solo lectura aparece aquí.</translation>
    </message>
    <message>
        <source>Lock now</source>
        <translation>Bloquear ahora</translation>
    </message>
    <message>
        <source>Close the vault until your passphrase opens it again</source>
        <translation>Cerrar la bóveda hasta que tu frase de contraseña la abra otra vez</translation>
    </message>
    <message>
        <source>Check a key I have</source>
        <translation>Comprobar una clave que tengo</translation>
    </message>
    <message>
        <source>New read-only key</source>
        <translation>Nueva clave de solo lectura</translation>
    </message>
    <message>
        <source>Verify all</source>
        <translation>Comprobar todas</translation>
    </message>
    <message>
        <source>Ask the exchange about every key again</source>
        <translation>Preguntar otra vez al exchange por todas las claves</translation>
    </message>
    <message>
        <source>Saved keys</source>
        <translation>Claves guardadas</translation>
    </message>
    <message>
        <source>Its secret is wiped here, and the wizard forgets its history.</source>
        <translation>Su secreto se borra aquí, y el asistente olvida su historial.</translation>
    </message>
    <message>
        <source>Old copies of it may remain, in a backup for example, and the key goes on working. To be sure, delete the key at the exchange as well.</source>
        <translation>Pueden quedar copias antiguas, por ejemplo en una copia de seguridad, y la clave sigue funcionando. Para más seguridad, elimina también la clave en el exchange.</translation>
    </message>
    <message>
        <source>Remove “{0}”?</source>
        <translation>¿Quitar “{0}”?</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Quitar</translation>
    </message>
</context>
<context>
    <name>ImportSheet</name>
    <message>
        <source>Takes in the keys of a file that the wizard exported, on another computer for example. Nothing in your vault is written over.</source>
        <translation>Recibe las claves de un archivo que el asistente exportó, por ejemplo en otro equipo. No se escribe encima de nada de tu bóveda.</translation>
    </message>
    <message>
        <source>Which file</source>
        <translation>Qué archivo</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importar</translation>
    </message>
    <message>
        <source>Import keys</source>
        <translation>Importar claves</translation>
    </message>
    <message>
        <source>The passphrase of this file</source>
        <translation>La frase de contraseña de este archivo</translation>
    </message>
</context>
<context>
    <name>KeyDetails</name>
    <message>
        <source>Verifying…</source>
        <translation>Comprobando…</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>Comprobar</translation>
    </message>
    <message>
        <source>Ask the exchange again (Enter, in the table)</source>
        <translation>Preguntar otra vez al exchange (Intro, en la tabla)</translation>
    </message>
    <message>
        <source>Hand over…</source>
        <translation>Entregar…</translation>
    </message>
    <message>
        <source>Verify, then copy it into another program</source>
        <translation>Comprobarla y luego copiarla en otro programa</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Cambiar nombre…</translation>
    </message>
    <message>
        <source>Another name (F2, in the table)</source>
        <translation>Otro nombre (F2, en la tabla)</translation>
    </message>
    <message>
        <source>Replace…</source>
        <translation>Sustituir…</translation>
    </message>
    <message>
        <source>Create a new key in its place: the ten steps, with this name filled in</source>
        <translation>Crear una clave nueva en su lugar: los diez pasos, con este nombre ya puesto</translation>
    </message>
    <message>
        <source>Replace “{0}” with a new key</source>
        <translation>Sustituir “{0}” por una clave nueva</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Quitar…</translation>
    </message>
    <message>
        <source>Forget this key here (Delete, in the table)</source>
        <translation>Olvidar aquí esta clave (Supr, en la tabla)</translation>
    </message>
    <message>
        <source>Verify “{0}”</source>
        <translation>Comprobar “{0}”</translation>
    </message>
    <message>
        <source>Hand over “{0}”</source>
        <translation>Entregar “{0}”</translation>
    </message>
    <message>
        <source>Rename “{0}”</source>
        <translation>Cambiar el nombre de “{0}”</translation>
    </message>
    <message>
        <source>Remove “{0}”</source>
        <translation>Quitar “{0}”</translation>
    </message>
    <message>
        <source>Details of “{0}”</source>
        <translation>Detalles de “{0}”</translation>
    </message>
</context>
<context>
    <name>KeyModel</name>
    <message>
        <source>Sort by “{0}” (Ctrl+{1})</source>
        <translation>Ordenar por “{0}” (Ctrl+{1})</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Exchange</source>
        <translation>Exchange</translation>
    </message>
    <message>
        <source>API key</source>
        <translation>Clave de API</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Verified</source>
        <translation>Comprobada</translation>
    </message>
    <message>
        <source>Verifying…</source>
        <translation>Comprobando…</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nunca</translation>
    </message>
    <message>
        <source>{0}: {1}, verified {2}</source>
        <translation>{0}: {1}, comprobada {2}</translation>
    </message>
    <message>
        <source>Exchange: {0}</source>
        <translation>Exchange: {0}</translation>
    </message>
    <message>
        <source>API key ending in {0}</source>
        <translation>Clave de API que termina en {0}</translation>
    </message>
    <message>
        <source>Status: {0}</source>
        <translation>Estado: {0}</translation>
    </message>
    <message>
        <source>Verified: {0}</source>
        <translation>Comprobada: {0}</translation>
    </message>
</context>
<context>
    <name>KeyTable</name>
    <message>
        <source>Saved keys</source>
        <translation>Claves guardadas</translation>
    </message>
    <message>
        <source>Enter verifies the selected key, F2 renames it, Delete removes it. Ctrl+1 to Ctrl+5 sort by a column.</source>
        <translation>Intro comprueba la clave elegida, F2 le cambia el nombre, Supr la quita. De Ctrl+1 a Ctrl+5 se ordena por una columna.</translation>
    </message>
</context>
<context>
    <name>KindChoice</name>
    <message>
        <source>What does your tool ask for?</source>
        <translation>¿Qué pide tu programa?</translation>
    </message>
    <message>
        <source>An API key and a private key: self-generated (recommended)</source>
        <translation>Una clave de API y una clave privada: generada por ti (recomendado)</translation>
    </message>
    <message>
        <source>This app makes the private key (Ed25519). No web page ever shows it; it leaves this computer only if you hand it over yourself. Take this only if your tool has a field for a private key, and not if it asks for a “secret”.</source>
        <translation>Esta aplicación hace la clave privada (Ed25519). Ninguna página web la muestra nunca; sale de este equipo solo si tú la entregas. Elige esto solo si tu programa tiene un campo para una clave privada, y no si pide un “secret”.</translation>
    </message>
    <message>
        <source>An API key and a secret: system generated</source>
        <translation>Una clave de API y un secreto: generada por el sistema</translation>
    </message>
    <message>
        <source>The exchange makes the secret, and shows it once for you to copy. Not sure? Most web trackers ask for a key and a secret: then take this.</source>
        <translation>El exchange hace el secreto y lo muestra una vez para que lo copies. ¿No lo sabes? Casi todos los programas web de seguimiento piden una clave y un secreto: entonces elige esto.</translation>
    </message>
    <message>
        <source>Which one do I need?</source>
        <translation>¿Cuál necesito?</translation>
    </message>
    <message>
        <source>Look at the help page of the tool that will use the key. If it asks for an “API key” and a “secret”, take system generated. If it mentions “Ed25519” or a “private key”, take self-generated.</source>
        <translation>Mira la página de ayuda del programa que usará la clave. Si pide una “API key” y un “secret”, elige la generada por el sistema. Si menciona “Ed25519” o una “private key”, elige la generada por ti.</translation>
    </message>
    <message>
        <source>Both can be read-only, and this app proves both in the same way. A self-generated key is safer while it is made: a web page, a browser add-on or somebody who looks over your shoulder never gets to see anything secret.</source>
        <translation>Las dos pueden ser de solo lectura, y esta aplicación lo demuestra en ambas de la misma manera. La generada por ti es más segura mientras se crea: una página web, una extensión del navegador o alguien que mire por encima de tu hombro nunca llega a ver nada secreto.</translation>
    </message>
    <message>
        <source>You can change your mind here until the key is saved.</source>
        <translation>Puedes cambiar de idea aquí hasta que la clave esté guardada.</translation>
    </message>
</context>
<context>
    <name>LeaveSheet</name>
    <message>
        <source>Open the vault without {0}?</source>
        <translation>¿Abrir la bóveda sin {0}?</translation>
    </message>
    <message>
        <source>From then on you type your passphrase whenever the vault is to be opened. The vault’s key is taken out of the keychain.</source>
        <translation>Desde entonces escribes tu frase de contraseña cada vez que haya que abrir la bóveda. La clave de la bóveda se saca del llavero.</translation>
    </message>
    <message>
        <source>Your passphrase, to be sure that you know it</source>
        <translation>Tu frase de contraseña, para asegurar que la sabes</translation>
    </message>
    <message>
        <source>Take it away</source>
        <translation>Quitar</translation>
    </message>
</context>
<context>
    <name>LiveCheck</name>
    <message>
        <source>asking…</source>
        <translation>preguntando…</translation>
    </message>
    <message>
        <source>not asked yet</source>
        <translation>aún sin preguntar</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Read-Only Key Wizard – rehearsal</source>
        <translation>Read-Only Key Wizard – ensayo</translation>
    </message>
    <message>
        <source>Read-Only Key Wizard</source>
        <translation>Read-Only Key Wizard</translation>
    </message>
</context>
<context>
    <name>Mending</name>
    <message>
        <source>Asking {0} for its time…</source>
        <translation>Preguntando la hora a {0}…</translation>
    </message>
</context>
<context>
    <name>NameDialog</name>
    <message>
        <source>Rename key</source>
        <translation>Cambiar el nombre de la clave</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Cambiar nombre</translation>
    </message>
    <message>
        <source>New name for “{0}”</source>
        <translation>Nuevo nombre para “{0}”</translation>
    </message>
    <message>
        <source>Only the name here changes, not the label at the exchange.</source>
        <translation>Solo cambia el nombre aquí, no la etiqueta en el exchange.</translation>
    </message>
</context>
<context>
    <name>NameForm</name>
    <message>
        <source>for example: Tax report</source>
        <translation>por ejemplo: Informe fiscal</translation>
    </message>
    <message>
        <source>Name of the key</source>
        <translation>Nombre de la clave</translation>
    </message>
    <message>
        <source>As soon as it is proven, the new key takes the place of your saved key “{0}” in this app. To keep both, give the new one another name.</source>
        <translation>En cuanto quede demostrada, la clave nueva ocupará en esta aplicación el lugar de tu clave guardada “{0}”. Para conservar las dos, ponle otro nombre a la nueva.</translation>
    </message>
    <message>
        <source>With this name it is one more key: your saved key “{0}” stays.</source>
        <translation>Con este nombre es una clave más: tu clave guardada “{0}” se queda.</translation>
    </message>
    <message>
        <source>One key for each tool: you can end one and keep the others.</source>
        <translation>Una clave para cada programa: puedes acabar con una y conservar las demás.</translation>
    </message>
</context>
<context>
    <name>NewsBanner</name>
    <message>
        <source>Show me what changed</source>
        <translation>Muéstrame qué cambió</translation>
    </message>
</context>
<context>
    <name>NoAnswer</name>
    <message>
        <source>The wizard is open already, but does not answer</source>
        <translation>El asistente ya está abierto, pero no responde</translation>
    </message>
    <message>
        <source>Read-Only Key Wizard</source>
        <translation>Read-Only Key Wizard</translation>
    </message>
    <message>
        <source>Its window may be busy for a moment, or stuck. What is sealed stays sealed, whatever you choose.</source>
        <translation>Puede que su ventana esté ocupada un momento, o atascada. Lo que está sellado sigue sellado, elijas lo que elijas.</translation>
    </message>
    <message>
        <source>A second window can work beside it on the same vault. If the first one stays stuck, end it as your system lets you end a program.</source>
        <translation>Una segunda ventana puede trabajar a su lado con la misma bóveda. Si la primera sigue atascada, ciérrala como tu sistema permita cerrar un programa.</translation>
    </message>
    <message>
        <source>Open a second window</source>
        <translation>Abrir una segunda ventana</translation>
    </message>
    <message>
        <source>Wait for it</source>
        <translation>Esperarla</translation>
    </message>
</context>
<context>
    <name>OpeningPage</name>
    <message>
        <source>A key that can look, and do nothing else</source>
        <translation>Una clave que puede mirar y nada más</translation>
    </message>
    <message>
        <source>Give your portfolio tracker or tax tool a look at your exchange account, without giving anyone the power to trade or withdraw.</source>
        <translation>Deja que tu programa de cartera o de impuestos vea tu cuenta del exchange, sin dar a nadie el poder de operar o retirar.</translation>
    </message>
    <message>
        <source>Looking for your vault…</source>
        <translation>Buscando tu bóveda…</translation>
    </message>
</context>
<context>
    <name>OtherKind</name>
    <message>
        <source>The site shows a secret</source>
        <translation>El sitio muestra un secreto</translation>
    </message>
    <message>
        <source>Changes to system generated. Your key pair is kept until the secret is here.</source>
        <translation>Cambia a generada por el sistema. Tu par de claves se conserva hasta que el secreto esté aquí.</translation>
    </message>
    <message>
        <source>Changes to self-generated: this app makes the key pair in step 3.</source>
        <translation>Cambia a generada por ti: esta aplicación hace el par de claves en el paso 3.</translation>
    </message>
    <message>
        <source>The site asks for a public key</source>
        <translation>El sitio pide una clave pública</translation>
    </message>
</context>
<context>
    <name>OtherVenueDialog</name>
    <message>
        <source>Ask {0} about this key?</source>
        <translation>¿Preguntar a {0} por esta clave?</translation>
    </message>
    <message>
        <source>The API key and a signature go to {0}, as they go to any exchange that is asked.</source>
        <translation>La clave de API y una firma van a {0}, como van a cualquier exchange al que se pregunta.</translation>
    </message>
    <message>
        <source>From then on the key counts as one of {0}.</source>
        <translation>Desde entonces la clave cuenta como una de {0}.</translation>
    </message>
    <message>
        <source>Ask {0}</source>
        <translation>Preguntar a {0}</translation>
    </message>
</context>
<context>
    <name>OtherWays</name>
    <message>
        <source>Use the recovery code instead</source>
        <translation>Usar el código de recuperación</translation>
    </message>
    <message>
        <source>Use the passphrase</source>
        <translation>Usar la frase de contraseña</translation>
    </message>
    <message>
        <source>Ask the keychain again</source>
        <translation>Preguntar otra vez al llavero</translation>
    </message>
    <message>
        <source>Starting the wizard anew asks your keychain first. To be asked for the passphrase always, take the keychain away under “Vault and safety”.</source>
        <translation>Al iniciar de nuevo, el asistente pregunta primero a tu llavero. Para que siempre te pida la frase de contraseña, quita el llavero en “Bóveda y seguridad”.</translation>
    </message>
    <message>
        <source>I lost the code</source>
        <translation>Perdí el código</translation>
    </message>
    <message>
        <source>I forgot it</source>
        <translation>La olvidé</translation>
    </message>
    <message>
        <source>Your keychain was asked just now, and still has nothing that opens this vault.</source>
        <translation>Se acaba de preguntar a tu llavero, y sigue sin tener nada que abra esta bóveda.</translation>
    </message>
    <message>
        <source>Your passphrase opens the vault, too.</source>
        <translation>Tu frase de contraseña también abre la bóveda.</translation>
    </message>
    <message>
        <source>If you changed or reset your keychain, bring back the old one: it opens the vault, too.</source>
        <translation>Si cambiaste o restableciste tu llavero, recupera el anterior: también abre la bóveda.</translation>
    </message>
    <message>
        <source>The recovery code on your paper opens the vault, too.</source>
        <translation>El código de recuperación de tu papel también abre la bóveda.</translation>
    </message>
    <message>
        <source>Nobody else can open it for you. If nothing opens it any more: delete your keys at the exchange, move the folder {0} away, start the wizard again, and create new keys. Your account and your money are not touched by any of this.</source>
        <translation>Nadie más puede abrírtela. Si ya nada la abre: elimina tus claves en el exchange, aparta la carpeta {0}, inicia otra vez el asistente y crea claves nuevas. Nada de esto toca tu cuenta ni tu dinero.</translation>
    </message>
</context>
<context>
    <name>PageLinks</name>
    <message>
        <source>Why read-only?</source>
        <translation>¿Por qué solo lectura?</translation>
    </message>
    <message>
        <source>Check an address…</source>
        <translation>Revisar una dirección…</translation>
    </message>
    <message>
        <source>Report for support…</source>
        <translation>Informe para soporte…</translation>
    </message>
    <message>
        <source>Connection settings…</source>
        <translation>Ajustes de conexión…</translation>
    </message>
    <message>
        <source>Vault and safety…</source>
        <translation>Bóveda y seguridad…</translation>
    </message>
    <message>
        <source>Preferences…</source>
        <translation>Preferencias…</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Ayuda</translation>
    </message>
</context>
<context>
    <name>PairForm</name>
    <message>
        <source>Making the key pair</source>
        <translation>Haciendo el par de claves</translation>
    </message>
    <message>
        <source>Making the key pair, and sealing its private key…</source>
        <translation>Haciendo el par de claves y sellando su clave privada…</translation>
    </message>
</context>
<context>
    <name>Passphrase</name>
    <message>
        <source>This one is easily guessed. You can use it, but four or five words that do not belong together protect your keys better.</source>
        <translation>Esta se adivina con facilidad. Puedes usarla, pero cuatro o cinco palabras que no vayan juntas protegen mejor tus claves.</translation>
    </message>
</context>
<context>
    <name>PassphraseField</name>
    <message>
        <source>Show what I type</source>
        <translation>Mostrar lo que escribo</translation>
    </message>
    <message>
        <source>Hide what I type</source>
        <translation>Ocultar lo que escribo</translation>
    </message>
</context>
<context>
    <name>PassphraseFields</name>
    <message>
        <source>At least {0} characters. Four or five words make a good one.</source>
        <translation>Al menos {0} caracteres. Cuatro o cinco palabras forman una buena.</translation>
    </message>
    <message>
        <source>Long enough. Now the same once more.</source>
        <translation>Es bastante larga. Ahora la misma otra vez.</translation>
    </message>
    <message>
        <source>The two are not the same yet.</source>
        <translation>Las dos todavía no son iguales.</translation>
    </message>
    <message>
        <source>Both are the same.</source>
        <translation>Las dos son iguales.</translation>
    </message>
</context>
<context>
    <name>PassphrasePage</name>
    <message>
        <source>The same once more</source>
        <translation>La misma otra vez</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Frase de contraseña</translation>
    </message>
    <message>
        <source>Recovery code</source>
        <translation>Código de recuperación</translation>
    </message>
    <message>
        <source>Making a strong key from your passphrase</source>
        <translation>Haciendo una clave fuerte con tu frase de contraseña</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Choose a passphrase for your vault</source>
        <translation>Elige una frase de contraseña para tu bóveda</translation>
    </message>
    <message>
        <source>{0} A passphrase of yours will protect the vault. Four or five words that nobody would guess make a good one. Keep a note of it in a safe place. You can make a recovery code later, under “Vault and safety”: it opens the vault, too.</source>
        <translation>{0} Una frase de contraseña tuya protegerá la bóveda. Cuatro o cinco palabras que nadie adivinaría forman una buena. Anótala en un lugar seguro. Más adelante puedes hacer un código de recuperación, en “Bóveda y seguridad”: también abre la bóveda.</translation>
    </message>
    <message>
        <source>Make the vault</source>
        <translation>Hacer la bóveda</translation>
    </message>
    <message>
        <source>Open your vault</source>
        <translation>Abre tu bóveda</translation>
    </message>
    <message>
        <source>Your keys are in it, encrypted. Your passphrase opens it.</source>
        <translation>Tus claves están en ella, cifradas. Tu frase de contraseña la abre.</translation>
    </message>
    <message>
        <source>Open the vault</source>
        <translation>Abrir la bóveda</translation>
    </message>
    <message>
        <source>Your vault is locked</source>
        <translation>Tu bóveda está bloqueada</translation>
    </message>
    <message>
        <source>{0} Give your passphrase to go on where you were.</source>
        <translation>{0} Da tu frase de contraseña para seguir donde estabas.</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Desbloquear</translation>
    </message>
    <message>
        <source>Open your vault with the recovery code</source>
        <translation>Abre tu bóveda con el código de recuperación</translation>
    </message>
    <message>
        <source>Type the seven groups from your paper. Capital and small letters are the same.</source>
        <translation>Escribe los siete grupos de tu papel. Da igual escribir en mayúsculas o minúsculas.</translation>
    </message>
    <message>
        <source>The two are not the same yet.</source>
        <translation>Las dos todavía no son iguales.</translation>
    </message>
    <message>
        <source>At least {0} characters.</source>
        <translation>Al menos {0} caracteres.</translation>
    </message>
    <message>
        <source>One moment: opening the vault…</source>
        <translation>Un momento: abriendo la bóveda…</translation>
    </message>
    <message>
        <source>One moment: making a strong key from your passphrase…</source>
        <translation>Un momento: haciendo una clave fuerte con tu frase de contraseña…</translation>
    </message>
</context>
<context>
    <name>PassphraseSheet</name>
    <message>
        <source>New passphrase</source>
        <translation>Nueva frase de contraseña</translation>
    </message>
    <message>
        <source>The same once more</source>
        <translation>La misma otra vez</translation>
    </message>
    <message>
        <source>Seal everything anew…</source>
        <translation>Sellar todo de nuevo…</translation>
    </message>
    <message>
        <source>Another passphrase</source>
        <translation>Otra frase de contraseña</translation>
    </message>
    <message>
        <source>Set a passphrase</source>
        <translation>Poner una frase de contraseña</translation>
    </message>
    <message>
        <source>It takes the place of the one that you have now.</source>
        <translation>Ocupa el lugar de la que tienes ahora.</translation>
    </message>
    <message>
        <source>It opens the vault beside what opens it already.</source>
        <translation>Abre la bóveda junto con lo que ya la abre.</translation>
    </message>
    <message>
        <source>Nobody can find it out for you: write it down and keep it safe.</source>
        <translation>Nadie puede averiguarla por ti: anótala y guárdala bien.</translation>
    </message>
    <message>
        <source>Change it</source>
        <translation>Cambiarla</translation>
    </message>
    <message>
        <source>Set it</source>
        <translation>Ponerla</translation>
    </message>
    <message>
        <source>Starting the wizard anew asks your keychain first. To be asked for the passphrase always, take the keychain away under “Vault and safety”.</source>
        <translation>Al iniciar de nuevo, el asistente pregunta primero a tu llavero. Para que siempre te pida la frase de contraseña, quita el llavero en “Bóveda y seguridad”.</translation>
    </message>
    <message>
        <source>Your passphrase is changed</source>
        <translation>Tu frase de contraseña está cambiada</translation>
    </message>
    <message>
        <source>Your passphrase opens the vault</source>
        <translation>Tu frase de contraseña abre la bóveda</translation>
    </message>
    <message>
        <source>Copies of the vault that were made before, in a backup for example, still open with the old one.</source>
        <translation>Las copias de la bóveda que se hicieron antes, por ejemplo en una copia de seguridad, todavía se abren con la anterior.</translation>
    </message>
    <message>
        <source>From now on you can lock the vault, and open it with your passphrase.</source>
        <translation>A partir de ahora puedes bloquear la bóveda y abrirla con tu frase de contraseña.</translation>
    </message>
    <message>
        <source>If somebody may know the old one, seal everything anew as well.</source>
        <translation>Si alguien pudiera saber la anterior, sella también todo de nuevo.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Listo</translation>
    </message>
</context>
<context>
    <name>PasteArea</name>
    <message>
        <source>Choose a picture with a QR code…</source>
        <translation>Elegir una imagen con un código QR…</translation>
    </message>
    <message>
        <source>You can also paste a picture, or drop it here.</source>
        <translation>También puedes pegar una imagen o soltarla aquí.</translation>
    </message>
    <message>
        <source>Paste the API key and the secret here</source>
        <translation>Pega aquí la clave de API y el secreto</translation>
    </message>
    <message>
        <source>Sealing…</source>
        <translation>Sellando…</translation>
    </message>
    <message>
        <source>Let go to paste it here</source>
        <translation>Suelta para pegarlo aquí</translation>
    </message>
    <message>
        <source>Looking for a QR code in the picture…</source>
        <translation>Buscando un código QR en la imagen…</translation>
    </message>
    <message>
        <source>Choose a picture with a QR code</source>
        <translation>Elegir una imagen con un código QR</translation>
    </message>
    <message>
        <source>Both together, or one after the other</source>
        <translation>Los dos juntos, o uno después del otro</translation>
    </message>
    <message>
        <source>Now the API key</source>
        <translation>Ahora la clave de API</translation>
    </message>
    <message>
        <source>Now the secret</source>
        <translation>Ahora el secreto</translation>
    </message>
</context>
<context>
    <name>PasteProgress</name>
    <message>
        <source>That was the secret</source>
        <translation>Eso era el secreto</translation>
    </message>
    <message>
        <source>Start over</source>
        <translation>Empezar de nuevo</translation>
    </message>
    <message>
        <source>API key</source>
        <translation>Clave de API</translation>
    </message>
    <message>
        <source>Secret</source>
        <translation>Secreto</translation>
    </message>
    <message>
        <source>still missing</source>
        <translation>falta todavía</translation>
    </message>
    <message>
        <source>here, never shown</source>
        <translation>aquí, nunca se muestra</translation>
    </message>
    <message>
        <source>here</source>
        <translation>aquí</translation>
    </message>
</context>
<context>
    <name>PasteRemarks</name>
    <message>
        <source>The picture still shows the secret. Delete it for good.</source>
        <translation>La imagen todavía muestra el secreto. Elimínala para siempre.</translation>
    </message>
</context>
<context>
    <name>PendingCard</name>
    <message>
        <source>“{0}” could do more than read when last checked</source>
        <translation>“{0}” podía hacer más que leer en la última comprobación</translation>
    </message>
    <message>
        <source>{0}: switch off what is too much, then check again.</source>
        <translation>{0}: desactiva lo que sobra y comprueba otra vez.</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Seguir</translation>
    </message>
    <message>
        <source>Go on with “{0}”</source>
        <translation>Seguir con “{0}”</translation>
    </message>
    <message>
        <source>Discard…</source>
        <translation>Descartar…</translation>
    </message>
    <message>
        <source>Discard “{0}”</source>
        <translation>Descartar “{0}”</translation>
    </message>
    <message>
        <source>Your key pair for “{0}” waits for its API key.</source>
        <translation>Tu par de claves para “{0}” espera su clave de API.</translation>
    </message>
    <message>
        <source>“{0}” is sealed but not proven yet.</source>
        <translation>“{0}” está sellada, pero todavía no demostrada.</translation>
    </message>
    <message>
        <source>A new key for “{0}” is sealed but not proven yet.</source>
        <translation>Una clave nueva para “{0}” está sellada, pero todavía no demostrada.</translation>
    </message>
</context>
<context>
    <name>PermissionList</name>
    <message>
        <source>What is proven</source>
        <translation>Lo que está demostrado</translation>
    </message>
    <message>
        <source>Show fewer</source>
        <translation>Mostrar menos</translation>
    </message>
    <message>
        <source>Show all permissions</source>
        <translation>Mostrar todos los permisos</translation>
    </message>
</context>
<context>
    <name>PictureDialog</name>
    <message>
        <source>Pictures ({0})</source>
        <translation>Imágenes ({0})</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Todos los archivos (*)</translation>
    </message>
</context>
<context>
    <name>PreferencesSheet</name>
    <message>
        <source>Preferences</source>
        <translation>Preferencias</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Colores</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Como el sistema</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Claro</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Oscuro</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Alto contraste</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Tamaño del texto</translation>
    </message>
    <message>
        <source>{0} %</source>
        <translation>{0} %</translation>
    </message>
    <message>
        <source>100 % is the size that your system asks for.</source>
        <translation>100 % es el tamaño que pide tu sistema.</translation>
    </message>
    <message>
        <source>Nothing on the screen moves by itself</source>
        <translation>En la pantalla nada se mueve por sí solo</translation>
    </message>
    <message>
        <source>Lock a vault with a passphrase when nobody was there for</source>
        <translation>Bloquear una bóveda con frase de contraseña cuando no haya habido nadie durante</translation>
    </message>
    <message>
        <source>Try a test order at every check</source>
        <translation>Probar una orden de prueba en cada comprobación</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Looking at your settings…</source>
        <translation>Mirando tus ajustes…</translation>
    </message>
    <message>
        <source>The window closes and opens anew in that language. What is sealed stays sealed; before anything is lost, you are asked. A passphrase that opens your vault is asked for again.</source>
        <translation>La ventana se cierra y se abre de nuevo en ese idioma. Lo sellado sigue sellado; antes de que se pierda algo, se te pregunta. La frase de contraseña que abre tu bóveda se pide otra vez.</translation>
    </message>
    <message>
        <source>The window opens anew in that language, and the rehearsal with it.</source>
        <translation>La ventana se abre de nuevo en ese idioma, y el ensayo con ella.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Idioma</translation>
    </message>
    <message>
        <source>Motion</source>
        <translation>Movimiento</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>Comprobaciones</translation>
    </message>
    <message>
        <source>A test order is never carried out. That the exchange refuses it is a second proof that the key cannot trade; without it a verdict rests on the exchange’s report alone, and says so. At Binance.US it is always tried: there is no other proof.</source>
        <translation>Una orden de prueba nunca se ejecuta. Que el exchange la rechace es una segunda prueba de que la clave no puede operar; sin ella, el veredicto se apoya solo en el informe del exchange, y así lo dice. En Binance.US se prueba siempre: no hay otra prueba.</translation>
    </message>
    <message>
        <source>Where your secrets are</source>
        <translation>Dónde están tus secretos</translation>
    </message>
    <message>
        <source>In one encrypted file on this computer, in the folder {0}</source>
        <translation>En un archivo cifrado en este equipo, en la carpeta {0}</translation>
    </message>
    <message>
        <source>A rehearsal keeps them encrypted, and forgets them when you close.</source>
        <translation>Un ensayo los guarda cifrados, y los olvida cuando cierras.</translation>
    </message>
    <message>
        <source>Vault and safety…</source>
        <translation>Bóveda y seguridad…</translation>
    </message>
    <message>
        <source>Connection settings…</source>
        <translation>Ajustes de conexión…</translation>
    </message>
    <message>
        <source>About…</source>
        <translation>Acerca de…</translation>
    </message>
</context>
<context>
    <name>ProblemCard</name>
    <message>
        <source>For support: {0}</source>
        <translation>Para soporte: {0}</translation>
    </message>
</context>
<context>
    <name>ProgressCard</name>
    <message>
        <source>Keys verified</source>
        <translation>Claves comprobadas</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Detener</translation>
    </message>
    <message>
        <source>Verifying… {0} of {1} done</source>
        <translation>Comprobando… {0} de {1}</translation>
    </message>
    <message>
        <source>Verifying…</source>
        <translation>Comprobando…</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Deteniendo…</translation>
    </message>
</context>
<context>
    <name>Question</name>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
</context>
<context>
    <name>RailButton</name>
    <message>
        <source>done</source>
        <translation>hecho</translation>
    </message>
    <message>
        <source>you are here</source>
        <translation>estás aquí</translation>
    </message>
    <message>
        <source>still ahead</source>
        <translation>por delante</translation>
    </message>
    <message>
        <source>Step {0}, {1}, {2}</source>
        <translation>Paso {0}, {1}, {2}</translation>
    </message>
</context>
<context>
    <name>ReadingPage</name>
    <message>
        <source>Back</source>
        <translation>Atrás</translation>
    </message>
</context>
<context>
    <name>RenewSheet</name>
    <message>
        <source>Seal everything anew?</source>
        <translation>¿Sellar todo de nuevo?</translation>
    </message>
    <message>
        <source>It helps when somebody may have a copy of the vault’s file, and what opened it: your passphrase, your recovery code, or your unlocked keychain.</source>
        <translation>Sirve cuando alguien puede tener una copia del archivo de la bóveda y lo que la abría: tu frase de contraseña, tu código de recuperación o tu llavero desbloqueado.</translation>
    </message>
    <message>
        <source>The vault gets new locks: with what they have, nobody opens what you save from then on. Your API keys at the exchange stay as they are.</source>
        <translation>La bóveda recibe cerraduras nuevas: con lo que tengan, nadie abre lo que guardes desde entonces. Tus claves de API en el exchange se quedan como están.</translation>
    </message>
    <message>
        <source>A copy that they have already stays open to them. To be sure, delete the API keys in it at the exchange, and create new ones.</source>
        <translation>Una copia que ya tengan les sigue abierta. Para más seguridad, elimina en el exchange las claves de API que contiene y crea otras.</translation>
    </message>
    <message>
        <source>You get a new recovery code first. The one that you have ends.</source>
        <translation>Antes recibes un nuevo código de recuperación. El que tienes deja de valer.</translation>
    </message>
    <message>
        <source>Your present passphrase; it stays as it is</source>
        <translation>Tu frase de contraseña actual; se queda como está</translation>
    </message>
    <message>
        <source>Seal everything anew</source>
        <translation>Sellar todo de nuevo</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Seguir</translation>
    </message>
    <message>
        <source>The new recovery code is ready; it counts once everything is sealed anew.</source>
        <translation>El nuevo código de recuperación está listo; cuenta en cuanto todo esté sellado de nuevo.</translation>
    </message>
    <message>
        <source>Everything is sealed anew</source>
        <translation>Todo está sellado de nuevo</translation>
    </message>
    <message>
        <source>The vault has new locks. Your API keys are the same as before.</source>
        <translation>La bóveda tiene cerraduras nuevas. Tus claves de API son las mismas de antes.</translation>
    </message>
    <message>
        <source>Your new recovery code is ready. Tear up the paper with the old one.</source>
        <translation>Tu nuevo código de recuperación está listo. Rompe el papel del anterior.</translation>
    </message>
    <message>
        <source>If a copy is in wrong hands, delete the API keys that were in it at the exchange, and create new ones.</source>
        <translation>Si una copia está en malas manos, elimina en el exchange las claves de API que contenía y crea otras.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Listo</translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message>
        <source>Report for support</source>
        <translation>Informe para soporte</translation>
    </message>
</context>
<context>
    <name>ReportDialog</name>
    <message>
        <source>Copy</source>
        <translation>Copiar</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>Guardar como…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>This is all that is in it. Nothing is sent by itself: you decide who sees it. Read it before you post it.</source>
        <translation>Esto es todo lo que contiene, en inglés para quien te ayude. Nada se envía por sí solo: tú decides quién lo ve. Léelo antes de publicarlo.</translation>
    </message>
    <message>
        <source>Looking at storage and network…</source>
        <translation>Mirando el almacenamiento y la red…</translation>
    </message>
    <message>
        <source>The report is ready.</source>
        <translation>El informe está listo.</translation>
    </message>
    <message>
        <source>Saved as {0}</source>
        <translation>Guardado como {0}</translation>
    </message>
    <message>
        <source>Copied. Paste it where you want it to be read.</source>
        <translation>Copiado. Pégalo donde quieras que se lea.</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>Guardar el informe</translation>
    </message>
    <message>
        <source>Text (*.md *.txt)</source>
        <translation>Texto (*.md *.txt)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Todos los archivos (*)</translation>
    </message>
</context>
<context>
    <name>ResumeCard</name>
    <message>
        <source>Go on</source>
        <translation>Seguir</translation>
    </message>
    <message>
        <source>Discard…</source>
        <translation>Descartar…</translation>
    </message>
    <message>
        <source>Your key pair for “{0}” waits for its API key</source>
        <translation>Tu par de claves para “{0}” espera su clave de API</translation>
    </message>
    <message>
        <source>You left at step {0}: “{1}”</source>
        <translation>Lo dejaste en el paso {0}: “{1}”</translation>
    </message>
    <message>
        <source>You left at step {0}</source>
        <translation>Lo dejaste en el paso {0}</translation>
    </message>
    <message>
        <source>Do not give it to anybody yet. Go on here: switch off what is too much, then check again. Nothing needs to be pasted again.</source>
        <translation>No se la des a nadie todavía. Sigue aquí: desactiva lo que sobra y comprueba otra vez. No hay que pegar nada de nuevo.</translation>
    </message>
    <message>
        <source>The API key and its private key are sealed; nothing needs to be pasted again.</source>
        <translation>La clave de API y su clave privada están selladas; no hay que pegar nada otra vez.</translation>
    </message>
    <message>
        <source>The API key and its secret are sealed; nothing needs to be pasted again.</source>
        <translation>La clave de API y su secreto están sellados; no hay que pegar nada otra vez.</translation>
    </message>
    <message>
        <source>You left at step {0}. The private key is sealed.</source>
        <translation>Lo dejaste en el paso {0}. La clave privada está sellada.</translation>
    </message>
    <message>
        <source>Nothing was pasted yet.</source>
        <translation>Todavía no se pegó nada.</translation>
    </message>
</context>
<context>
    <name>Ribbon</name>
    <message>
        <source>Rehearsal: nothing here is real, and it is forgotten when you close.</source>
        <translation>Ensayo: nada de esto es real, y se olvida cuando cierras.</translation>
    </message>
    <message>
        <source>Open the practice exchange</source>
        <translation>Abrir el exchange de práctica</translation>
    </message>
</context>
<context>
    <name>ScrollBar</name>
    <message>
        <source>Scroll</source>
        <translation>Desplazar</translation>
    </message>
</context>
<context>
    <name>SealedCard</name>
    <message>
        <source>Paste another API key</source>
        <translation>Pegar otra clave de API</translation>
    </message>
    <message>
        <source>Paste other values</source>
        <translation>Pegar otros valores</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Descartar</translation>
    </message>
    <message>
        <source>Clear the clipboard</source>
        <translation>Vaciar el portapapeles</translation>
    </message>
    <message>
        <source>Your clipboard still holds the secret. Any program can read it there.</source>
        <translation>Tu portapapeles todavía tiene el secreto. Cualquier programa puede leerlo ahí.</translation>
    </message>
    <message>
        <source>Sealed: API key …{0} and its private key</source>
        <translation>Sellado: clave de API …{0} y su clave privada</translation>
    </message>
    <message>
        <source>Sealed: API key …{0} and its secret</source>
        <translation>Sellado: clave de API …{0} y su secreto</translation>
    </message>
    <message>
        <source>They are encrypted on this computer now. The key counts as saved once the check has proven that it can only read.</source>
        <translation>Ya están cifrados en este equipo. La clave cuenta como guardada cuando la comprobación demuestre que solo puede leer.</translation>
    </message>
    <message>
        <source>They are encrypted on this computer now. The key counts as saved once the check has proven that it cannot trade.</source>
        <translation>Ya están cifrados en este equipo. La clave cuenta como guardada cuando la comprobación demuestre que no puede operar.</translation>
    </message>
</context>
<context>
    <name>Sheet</name>
    <message>
        <source>At work</source>
        <translation>Trabajando</translation>
    </message>
</context>
<context>
    <name>StepContent</name>
    <message>
        <source>STEP {0} OF {1}</source>
        <translation>PASO {0} DE {1}</translation>
    </message>
    <message>
        <source>On the practice exchange</source>
        <translation>En el exchange de práctica</translation>
    </message>
    <message>
        <source>On Binance.US</source>
        <translation>En Binance.US</translation>
    </message>
    <message>
        <source>On today&apos;s site</source>
        <translation>En el sitio de hoy</translation>
    </message>
</context>
<context>
    <name>StepRail</name>
    <message>
        <source>The steps</source>
        <translation>Los pasos</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Ayuda</translation>
    </message>
    <message>
        <source>Help for this screen</source>
        <translation>Ayuda para esta pantalla</translation>
    </message>
</context>
<context>
    <name>TransferSheet</name>
    <message>
        <source>The file is missing: choose it above.</source>
        <translation>Falta el archivo: elígelo arriba.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Listo</translation>
    </message>
</context>
<context>
    <name>VaultSheet</name>
    <message>
        <source>Vault and safety</source>
        <translation>Bóveda y seguridad</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Quitar…</translation>
    </message>
    <message>
        <source>Your keys are in one encrypted file on this computer. This opens it:</source>
        <translation>Tus claves están en un archivo cifrado en este equipo. Esto lo abre:</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Looking at the vault…</source>
        <translation>Mirando la bóveda…</translation>
    </message>
    <message>
        <source>Let it open the vault again</source>
        <translation>Que vuelva a abrir la bóveda</translation>
    </message>
    <message>
        <source>Let it open the vault, too</source>
        <translation>Que abra también la bóveda</translation>
    </message>
    <message>
        <source>To take it away, set a passphrase first.</source>
        <translation>Para quitarlo, pon antes una frase de contraseña.</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>Cambiar…</translation>
    </message>
    <message>
        <source>Set a passphrase…</source>
        <translation>Poner una frase de contraseña…</translation>
    </message>
    <message>
        <source>To take it away, let a keychain open the vault first.</source>
        <translation>Para quitarla, deja antes que un llavero abra la bóveda.</translation>
    </message>
    <message>
        <source>Make a new one…</source>
        <translation>Hacer uno nuevo…</translation>
    </message>
    <message>
        <source>Make a recovery code…</source>
        <translation>Hacer un código de recuperación…</translation>
    </message>
    <message>
        <source>Export a copy…</source>
        <translation>Exportar una copia…</translation>
    </message>
    <message>
        <source>Import keys…</source>
        <translation>Importar claves…</translation>
    </message>
    <message>
        <source>Seal everything anew…</source>
        <translation>Sellar todo de nuevo…</translation>
    </message>
    <message>
        <source>Carry your keys to another computer. “Seal everything anew” encrypts all of it with new keys, for when somebody may know your passphrase or code.</source>
        <translation>Lleva tus claves a otro equipo. “Sellar todo de nuevo” cifra todo con llaves nuevas, por si alguien puede conocer tu frase de contraseña o tu código.</translation>
    </message>
    <message>
        <source>What is in it</source>
        <translation>Lo que contiene</translation>
    </message>
    <message>
        <source>Lock it when nobody was there for</source>
        <translation>Bloquearla cuando no haya habido nadie durante</translation>
    </message>
    <message>
        <source>Lock it when nobody was there</source>
        <translation>Bloquearla cuando no haya nadie</translation>
    </message>
</context>
<context>
    <name>VenueChoice</name>
    <message>
        <source>Where is your account?</source>
        <translation>¿Dónde está tu cuenta?</translation>
    </message>
</context>
<context>
    <name>WelcomePage</name>
    <message>
        <source>Create a read-only key</source>
        <translation>Crear una clave de solo lectura</translation>
    </message>
    <message>
        <source>Check a key I already have</source>
        <translation>Comprobar una clave que ya tengo</translation>
    </message>
    <message>
        <source>Rehearse on the practice exchange</source>
        <translation>Ensayar en el exchange de práctica</translation>
    </message>
    <message>
        <source>Import keys…</source>
        <translation>Importar claves…</translation>
    </message>
    <message>
        <source>A key that opens a window to look through</source>
        <translation>Una llave que abre una ventana para mirar</translation>
    </message>
    <message>
        <source>A key that can look, and do nothing else</source>
        <translation>Una clave que puede mirar y nada más</translation>
    </message>
    <message>
        <source>Give your portfolio tracker or tax tool a look at your exchange account, without giving anyone the power to trade or withdraw.</source>
        <translation>Deja que tu programa de cartera o de impuestos vea tu cuenta del exchange, sin dar a nadie el poder de operar o retirar.</translation>
    </message>
</context>
<context>
    <name>_Bar</name>
    <message>
        <source>Save and leave</source>
        <translation>Guardar y salir</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Atrás</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Continuar</translation>
    </message>
</context>
<context>
    <name>_BothOffer</name>
    <message>
        <source>Use what I pasted</source>
        <translation>Usar lo que pegué</translation>
    </message>
    <message>
        <source>You pasted an API key and a secret.</source>
        <translation>Pegaste una clave de API y un secreto.</translation>
    </message>
    <message>
        <source>So the site made this key itself. That works, too: this app can go on with these two values. The key pair from step 3 is not needed then, and is wiped.</source>
        <translation>Así que el sitio hizo esta clave él mismo. Así también vale: esta aplicación puede seguir con estos dos valores. El par de claves del paso 3 ya no hace falta y se borra.</translation>
    </message>
    <message>
        <source>You pasted a private key.</source>
        <translation>Pegaste una clave privada.</translation>
    </message>
    <message>
        <source>Did you make this pair of keys yourself, with another program? Then this app can go on with it. The private key from step 3 is wiped then.</source>
        <translation>¿Hiciste tú este par de claves con otro programa? Entonces esta aplicación puede seguir con él. La clave privada del paso 3 se borra entonces.</translation>
    </message>
</context>
<context>
    <name>_Links</name>
    <message>
        <source>Open the page</source>
        <translation>Abrir la página</translation>
    </message>
    <message>
        <source>My screen looks different</source>
        <translation>Mi pantalla es distinta</translation>
    </message>
    <message>
        <source>Check an address…</source>
        <translation>Revisar una dirección…</translation>
    </message>
    <message>
        <source>Says whose page an address leads to that you were given.</source>
        <translation>Dice de quién es la página a la que lleva una dirección que te dieron.</translation>
    </message>
    <message>
        <source>Why read-only?</source>
        <translation>¿Por qué solo lectura?</translation>
    </message>
    <message>
        <source>Nothing opened? Type the address above yourself.</source>
        <translation>¿No se abrió nada? Escribe tú la dirección de arriba.</translation>
    </message>
    <message>
        <source>Hides the answers below.</source>
        <translation>Oculta las respuestas de abajo.</translation>
    </message>
    <message>
        <source>Shows answers below.</source>
        <translation>Muestra respuestas abajo.</translation>
    </message>
</context>
<context>
    <name>_NameAgain</name>
    <message>
        <source>It asked for a name again</source>
        <translation>Me pidió otra vez un nombre</translation>
    </message>
    <message>
        <source>Goes back to step 3; the name is kept.</source>
        <translation>Vuelve al paso 3; el nombre se conserva.</translation>
    </message>
</context>
<context>
    <name>_Note</name>
    <message>
        <source>At Binance.US this app can prove that a key cannot trade. It cannot prove that withdrawals are off, because that site tells no program about them. In the last step you look at that box yourself.</source>
        <translation>En Binance.US esta aplicación puede demostrar que una clave no puede operar. No puede demostrar que los retiros estén desactivados, porque ese sitio no informa de ellos a ningún programa. En el último paso miras tú esa casilla.</translation>
    </message>
</context>
<context>
    <name>_PublicKeyCard</name>
    <message>
        <source>The key pair is made, and its private key is sealed.</source>
        <translation>El par de claves está hecho, y su clave privada está sellada.</translation>
    </message>
    <message>
        <source>This is its public key, which anybody may see. Copy all of it, and paste it into the box for the public key on the site.</source>
        <translation>Esta es su clave pública, que cualquiera puede ver. Cópiala entera y pégala en el sitio, en la casilla de la clave pública.</translation>
    </message>
    <message>
        <source>Public key</source>
        <translation>Clave pública</translation>
    </message>
    <message>
        <source>Copy the public key</source>
        <translation>Copiar la clave pública</translation>
    </message>
    <message>
        <source>Copied. Paste it on the site.</source>
        <translation>Copiada. Pégala en el sitio.</translation>
    </message>
</context>
<context>
    <name>_State</name>
    <message>
        <source>{0}  ·  API key {1}</source>
        <translation>{0}  ·  clave de API {1}</translation>
    </message>
    <message>
        <source>Verifying…</source>
        <translation>Comprobando…</translation>
    </message>
</context>
<context>
    <name>_StorageCard</name>
    <message>
        <source>Stop waiting</source>
        <translation>Dejar de esperar</translation>
    </message>
    <message>
        <source>Looking for a safe place…</source>
        <translation>Buscando un lugar seguro…</translation>
    </message>
    <message>
        <source>Secrets are kept encrypted on this computer, or not at all.</source>
        <translation>Los secretos se guardan cifrados en este equipo, o no se guardan.</translation>
    </message>
    <message>
        <source>Your system may be asking you to unlock its keychain: look for its window.</source>
        <translation>Puede que el sistema te pida desbloquear su llavero: busca su ventana.</translation>
    </message>
    <message>
        <source>Waiting for your keychain…</source>
        <translation>Esperando a tu llavero…</translation>
    </message>
    <message>
        <source>Your vault is here, and well</source>
        <translation>Tu bóveda está aquí, y está bien</translation>
    </message>
    <message>
        <source>Secrets are encrypted on this computer before anything else.</source>
        <translation>Los secretos se cifran en este equipo antes que nada.</translation>
    </message>
    <message>
        <source>Secrets will be kept safe, for this rehearsal only</source>
        <translation>Los secretos estarán seguros, solo durante este ensayo</translation>
    </message>
    <message>
        <source>They are encrypted as always, and forgotten when you close.</source>
        <translation>Se cifran como siempre, y se olvidan cuando cierras.</translation>
    </message>
    <message>
        <source>The vault&apos;s file is encrypted. Its key is kept in {0}, which was tried out just now.</source>
        <translation>El archivo de la bóveda está cifrado. Su clave se guarda en {0}, que se acaba de probar.</translation>
    </message>
    <message>
        <source>Secrets will be kept safe on this computer</source>
        <translation>Los secretos estarán seguros en este equipo</translation>
    </message>
    <message>
        <source>You will choose a passphrase</source>
        <translation>Elegirás una frase de contraseña</translation>
    </message>
</context>
<context>
    <name>_Variants</name>
    <message>
        <source>Still stuck?</source>
        <translation>¿Sigues sin avanzar?</translation>
    </message>
</context>
<context>
    <name>asking</name>
    <message>
        <source>One moment: trying your passphrase…</source>
        <translation>Un momento: probando tu frase de contraseña…</translation>
    </message>
    <message>
        <source>The keychain opens the vault no more.</source>
        <translation>El llavero ya no abre la bóveda.</translation>
    </message>
    <message>
        <source>One moment: making a strong key from your passphrase…</source>
        <translation>Un momento: haciendo una clave fuerte con tu frase de contraseña…</translation>
    </message>
</context>
<context>
    <name>self._sheet</name>
    <message>
        <source>One moment: trying your passphrase…</source>
        <translation>Un momento: probando tu frase de contraseña…</translation>
    </message>
    <message>
        <source>One moment: everything is sealed anew…</source>
        <translation>Un momento: se está sellando todo de nuevo…</translation>
    </message>
    <message>
        <source>Looking at the copy…</source>
        <translation>Mirando la copia…</translation>
    </message>
    <message>
        <source>Opening the copy…</source>
        <translation>Abriendo la copia…</translation>
    </message>
    <message>
        <source>Putting the copy in place…</source>
        <translation>Poniendo la copia en su lugar…</translation>
    </message>
</context>
<context>
    <name>sheet</name>
    <message>
        <source>One moment: from now on the code shall open the vault…</source>
        <translation>Un momento: desde ahora el código abrirá la bóveda…</translation>
    </message>
    <message>
        <source>Writing the file…</source>
        <translation>Escribiendo el archivo…</translation>
    </message>
    <message>
        <source>Taking in the keys…</source>
        <translation>Recibiendo las claves…</translation>
    </message>
    <message>
        <source>Looking at the vault…</source>
        <translation>Mirando la bóveda…</translation>
    </message>
</context>
</TS>
