"""A mail server with STARTTLS and logins: FOLDER of mails, CERT and KEY; prints its port."""

import asyncio
import ssl
import sys

from aiosmtpd.handlers import Mailbox
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

folder, cert, key = sys.argv[1:]
tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
tls.load_cert_chain(cert, key)


def login(server, session, envelope, mechanism, data):
    good = data == LoginPassword(b"ada", b"secret")
    return AuthResult(success=good, handled=good)


class OneAddressIsUnknown(Mailbox):
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("nobody@"):
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"


def conversation():
    return SMTP(
        OneAddressIsUnknown(folder),
        hostname="localhost",
        tls_context=tls,
        require_starttls=True,
        authenticator=login,
        auth_required=True,
    )


async def serve():
    loop = asyncio.get_running_loop()
    server = await loop.create_server(conversation, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


asyncio.run(serve())
