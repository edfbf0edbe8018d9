"""A real mail server on this machine, for tests: it takes mail by SMTP, refuses whom it is told to, and hangs up."""

import socketserver
import threading
from contextlib import contextmanager
from email import message_from_bytes, policy


class MailServer(socketserver.ThreadingTCPServer):
    """`letters`: what was taken, as (recipients, message). `refused`: addresses it takes no mail to.

    `hangs_up`: how many times it hangs up instead of reading a mail; `forgets_to_answer`: how many times it takes a
    mail and hangs up without saying so.
    """

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.letters, self.connections = [], 0
        self.refused, self.hangs_up, self.forgets_to_answer = set(), 0, 0
        self.lock = threading.Lock()

    @property
    def port(self):
        return self.server_address[1]

    @property
    def recipients(self):
        return sorted(one for recipients, _message in self.letters for one in recipients)

    def spends(self, name):
        """Is there one left of what is to go wrong so many times? Then it is one fewer."""
        with self.lock:
            left = getattr(self, name)
            setattr(self, name, max(0, left - 1))
        return left > 0


class _Conversation(socketserver.StreamRequestHandler):
    timeout = 10

    def handle(self):
        self.server.connections += 1
        self.say("220 prov")
        self.recipients = []
        while line := self.rfile.readline().decode("ascii").strip():
            word = line.split()[0].upper()
            if word == "QUIT":
                self.say("221 hej")
                return
            if word == "DATA" and not self.takes_mail():
                return
            if word != "DATA":
                self.say(getattr(self, f"on_{word.lower()}", lambda line: "250 ok")(line))

    def on_ehlo(self, line):
        return "250-prov\r\n250 8BITMIME"

    def on_mail(self, line):
        self.recipients = []
        return "250 ok"

    def on_rcpt(self, line):
        address = line[line.index("<") + 1 : line.index(">")]
        if address in self.server.refused:
            return "550 no such user"
        self.recipients.append(address)
        return "250 ok"

    def takes_mail(self):
        """Read what comes after DATA. False when the line is to be cut."""
        self.say("354 go on")
        if self.server.spends("hangs_up"):
            self.rfile.readline()
            return False
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        self.server.letters.append((self.recipients, message_from_bytes(b"".join(lines), policy=policy.default)))
        if self.server.spends("forgets_to_answer"):
            return False
        self.say("250 taken")
        return True

    def say(self, text):
        self.wfile.write(f"{text}\r\n".encode())


@contextmanager
def mail_server():
    """A server that runs for as long as the block does."""
    with MailServer() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()
