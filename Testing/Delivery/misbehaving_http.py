# SPDX-License-Identifier: Apache-2.0
"""A DICOMweb server that misbehaves, as a program: PORT MODE [ARGUMENT]. Each request is a line of JSON on stdout.

stored          stores (and keeps nothing): the right answer
warned XXXX     the same, with this warning (hexadecimal)
failed XXXX     200, and in the list of failures with this reason
failed-409 XXXX the same with status 409
failed-unnamed  200, a failure that names no object
both            200, in both lists
other           200, and lists another object as stored
empty           200 without a body
empty-lists     200 with both lists empty
json XXXX       200 with this as body
page            200 with an HTML page
status NNN      this HTTP status, and a body that quotes the patient; Retry-After: 7, and a cookie
status-date NNN the same, with Retry-After as a date 90 s after its own clock, which is a month off
early NNN       this status before the body was read, and the line is closed
hang            takes the request and never answers
drip            answers with one byte of a right answer every 0.3 s
drip-header     the same within a header
continue        answers "100 Continue" without end
endless NNN     this status and a body without end, with a Location
huge            a right answer of more than a megabyte
packed          a right answer, said to be compressed, that is not
rubbish         answers with something that is no HTTP
drop            takes the request and cuts the line
keeps           stores, keeps, and gives back what it got
changes         stores, keeps, and gives back something else
no-query        stores, and knows no query
lists-only      stores, and answers a query; gives nothing back
"""

import json
import re
import socket
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

HOUR_S = 3600
DRIP_S = 0.3
JSON = "application/dicom+json"
SENT: list[bytes] = []


def item(uid: str, **more: dict[str, Any]) -> dict[str, Any]:
    return {
        "00081150": {"vr": "UI", "Value": ["1.2.840.10008.5.1.4.1.1.88.34"]},
        "00081155": {"vr": "UI", "Value": [uid]},
        **more,
    }


def number(text: str) -> dict[str, Any]:
    return {"vr": "US", "Value": [int(text, 16)]}


def answer_body(mode: str, argument: str, uid: str) -> dict[str, Any]:
    good = {"00081199": {"vr": "SQ", "Value": [item(uid)]}}
    if mode == "warned":
        return {"00081199": {"vr": "SQ", "Value": [item(uid, **{"00081196": number(argument)})]}}
    if mode in ("failed", "failed-409"):
        return {"00081198": {"vr": "SQ", "Value": [item(uid, **{"00081197": number(argument)})]}}
    if mode == "failed-unnamed":
        return {"0008119A": {"vr": "SQ", "Value": [{"00081197": number("A700")}]}}
    if mode == "both":
        return {**good, "00081198": {"vr": "SQ", "Value": [item(uid, **{"00081197": number("0110")})]}}
    if mode == "other":
        return {"00081199": {"vr": "SQ", "Value": [item(f"{uid}.1")]}}
    if mode == "empty-lists":
        return {"00081198": {"vr": "SQ", "Value": []}, "00081199": {"vr": "SQ"}}
    if mode == "huge":
        return {**good, "00081190": {"vr": "UR", "Value": ["x" * 2_000_000]}}
    return good


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    mode = argument = ""

    def log_message(self, *_: Any) -> None:
        pass

    def note(self, length: int) -> None:
        line = {"method": self.command, "path": self.path, "headers": dict(self.headers), "length": length}
        sys.stdout.write(f"{json.dumps(line)}\n")
        sys.stdout.flush()

    def say(self, status: int, body: bytes, media_type: str = JSON, **headers: str) -> None:
        self.send_response_only(status)
        for name, value in {"Content-Type": media_type, "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self) -> None:
        if self.mode == "early":
            self.note(0)
            self.say(int(self.argument), b"too large", "text/plain", Connection="close")
            self.close_connection = True
            return
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.note(len(body))
        SENT.append(body)
        found = re.search(rb"\x08\x00\x18\x00UI..([0-9.]+)", body)
        self.answer(found[1].decode() if found else "")

    def answer(self, uid: str) -> None:
        good = json.dumps(answer_body(self.mode, self.argument, uid)).encode()
        if self.mode == "hang":
            time.sleep(HOUR_S)
        elif self.mode in ("drop", "rubbish"):
            self.wfile.write(b"220 smtp.example.org ESMTP\r\n" * (self.mode == "rubbish"))
            self.cut()
        elif self.mode.startswith("drip"):
            self.drip(good)
        elif self.mode == "endless":
            self.flood(int(self.argument))
        elif self.mode == "continue":
            while True:
                self.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n")
                time.sleep(DRIP_S)
        elif self.mode in ("status", "status-date"):
            self.say_status(int(self.argument))
        elif self.mode in ("empty", "page", "json"):
            bodies = {"empty": b"", "page": b"<html>Please log in</html>", "json": self.argument.encode()}
            self.say(200, bodies[self.mode], "text/html" if self.mode == "page" else JSON)
        elif self.mode == "packed":
            self.say(200, good, Content_Encoding="gzip")
        else:
            self.say(409 if self.mode == "failed-409" else 202 if self.mode == "warned" else 200, good)

    def say_status(self, status: int) -> None:
        more = {"Retry_After": "7", "Location": "http://127.0.0.1:9/login", "Set_Cookie": "a=b"}
        if self.mode == "status-date":
            more |= {"Date": "Tue, 01 Jan 2030 00:00:00 GMT", "Retry_After": "Tue, 01 Jan 2030 00:01:30 GMT"}
        patient = re.search(rb"\x10\x00\x10\x00PN..([A-Z^]+)", b"".join(SENT))
        self.say(status, b"cannot take " + (patient[1] if patient else b""), "text/plain", **more)

    def drip(self, body: bytes) -> None:
        head = f"HTTP/1.1 200 OK\r\nContent-Type: {JSON}\r\nContent-Length: {len(body)}\r\n"
        whole = head.encode() + (b"X-Slow: " + b"x" * 1000 if self.mode == "drip-header" else b"") + b"\r\n" + body
        for place in range(len(whole)):
            self.wfile.write(whole[place : place + 1])
            time.sleep(0 if self.mode == "drip" and place < len(head) else DRIP_S)

    def flood(self, status: int) -> None:
        head = f"HTTP/1.1 {status} X\r\nContent-Type: {JSON}\r\nLocation: http://127.0.0.1:9/login\r\n\r\n"
        self.wfile.write(head.encode())
        while True:
            self.wfile.write(b" " * 1_000_000)

    def cut(self) -> None:
        self.connection.shutdown(socket.SHUT_RDWR)
        self.close_connection = True

    def do_GET(self) -> None:
        self.note(0)
        if self.mode in ("status", "page"):
            self.answer("")
        elif self.mode in ("keeps", "changes") and "?" not in self.path and SENT:
            boundary = SENT[-1].split(b"\r\n", 1)[0][2:].decode()
            body = SENT[-1] if self.mode == "keeps" else SENT[-1].replace(b"CANARY^SECRET", b"CANARY^OTHERS")
            self.say(200, body, f'multipart/related; type="application/dicom"; boundary={boundary}')
        elif self.mode == "lists-only" and "SOPInstanceUID=" in self.path:
            uid = self.path.rpartition("=")[2]
            self.say(200, json.dumps([{"00080018": {"vr": "UI", "Value": [uid]}}]).encode())
        elif "?" in self.path:
            self.say(404 if self.mode == "no-query" else 200, b"[]")
        else:
            self.say(404, b"")


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: Any) -> None:
        """A client that went away is the point of it."""


if __name__ == "__main__":
    Handler.mode, Handler.argument = sys.argv[2], (sys.argv[3:] or [""])[0]
    Server(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
