#!/usr/bin/env python3
"""Stand-ins for ticket systems that cannot be installed here, one a run: --system NAME.

Each takes only what its maker's page says: method, path, who asks, the body's keys and their types. Whatever
else comes is answered 400 and recorded as a mistake. Every request is recorded, a line of JSON each.

POST /__next queues misbehaviour for the next requests: {"status": 429, "headers": {...}, "verb": "POST"} answers so
and does nothing, {"lose": true} does it and closes the line without an answer. GET /__tickets tells what is there.
"""

import argparse
import base64
import json
import re
import sys
import threading
from email.parser import BytesParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit


class Mistake(Exception):
    """The request is not what the system's page says."""


def need(condition, what):
    if not condition:
        raise Mistake(what)


def shape(value, allowed, required=(), where="body"):
    """A JSON object with these keys and no others; each names the types it may have."""
    need(isinstance(value, dict), f"{where} is no object")
    for key, item in value.items():
        need(key in allowed, f"{where} has the unknown key {key}")
        need(isinstance(item, allowed[key]) and not (allowed[key] is int and isinstance(item, bool)),
             f"{where}.{key} is {type(item).__name__}")
    for key in required:
        need(key in value, f"{where} lacks {key}")


class System:
    """What all have: tickets, each with its entries."""

    words = "body"

    def __init__(self, secret):
        self.secret = secret
        self.tickets = {}
        self.uploads = {}
        self.lock = threading.Lock()

    def ticket(self, number):
        found = self.tickets.get(str(number))
        if found is None:
            raise LookupError(number)
        return found

    def new(self, key, **more):
        number = str(1000 + len(self.tickets) + 1)
        self.tickets[number] = {"number": number, "key": key, "entries": [], "files": [], "state": None, **more}
        return number

    def entry(self, number, text, public, **more):
        entries = self.ticket(number)["entries"]
        entries.append({"id": len(entries) + 1, "text": text, "public": public, **more})
        return entries[-1]

    def basic(self, request, user, password):
        wanted = "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()
        return request.headers.get("Authorization") == wanted


class Zammad(System):
    """https://docs.zammad.org/en/latest/api/ticket/index.html and …/api/ticket/articles.html"""

    def allowed(self, request):
        return request.headers.get("Authorization") == f"Token token={self.secret}"

    def article(self, body, where):
        shape(body, {"subject": str, "body": str, "content_type": str, "type": str, "sender": str, "internal": bool,
                     "ticket_id": (str, int), "attachments": list}, ["body", "type", "internal"], where)
        need(body["type"] == "note", "only notes are told to nobody by mail")
        need(body.get("sender") in ("Agent", "Customer"), "sender")
        for file in body.get("attachments", []):
            shape(file, {"filename": str, "data": str, "mime-type": str}, ["filename", "data", "mime-type"], "file")
            base64.b64decode(file["data"], validate=True)

    def answer(self, request, method, path, query, body):
        if (method, path) == ("GET", "/api/v1/tickets/search"):
            need(query.get("expand") == ["true"], "without expand the answer has numbers only")
            key = re.fullmatch(r'frontdesk_key:"(.+)"', query["query"][0])[1]
            return 200, [{"id": int(t["number"]), "frontdesk_key": t["key"]} for t in self.tickets.values()
                         if t["key"] == key]
        if (method, path) == ("POST", "/api/v1/tickets"):
            shape(body, {"title": str, "group": str, "customer_id": str, "frontdesk_key": str, "priority": str,
                         "article": dict}, ["title", "group", "customer_id", "article"])
            need(re.fullmatch(r"guess:\S+@\S+", body["customer_id"]), "customer_id")
            self.article(body["article"], "article")
            number = self.new(body["frontdesk_key"], title=body["title"])
            self.entry(number, body["article"]["body"], not body["article"]["internal"])
            return 201, {"id": int(number), "title": body["title"], "state_id": 1}
        if (method, path) == ("POST", "/api/v1/ticket_articles"):
            self.article(body, "body")
            entry = self.entry(body["ticket_id"], body["body"], not body["internal"], subject=body["subject"])
            self.ticket(body["ticket_id"])["files"] += [
                [file["filename"], base64.b64decode(file["data"]).decode("latin-1")] for file in
                body.get("attachments", [])]
            return 201, {"id": entry["id"], "ticket_id": int(body["ticket_id"])}
        if match := re.fullmatch(r"/api/v1/ticket_articles/by_ticket/(\d+)", path):
            need(method == "GET", "method")
            return 200, [{"id": e["id"], "subject": e.get("subject"), "body": e["text"]}
                         for e in self.ticket(match[1])["entries"]]
        if match := re.fullmatch(r"/api/v1/tickets/(\d+)", path):
            need(method == "PUT", "method")
            shape(body, {"state": str, "priority": str})
            need(body.get("state") in ("new", "open", "closed"), "state")
            self.ticket(match[1])["state"] = body.get("state")
            return 200, {"id": int(match[1])}
        raise Mistake("path")


class Zendesk(System):
    """https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/, …/tickets/ticket_comments/,
    …/tickets/ticket-attachments/ and …/ticketing/introduction/#idempotency"""

    keys = {}

    def allowed(self, request):
        return self.basic(request, "bot@example.com/token", self.secret)

    def comment(self, body):
        shape(body, {"body": str, "public": bool, "uploads": list}, ["body", "public"], "comment")
        for token in body.get("uploads", []):
            need(token in self.uploads, "an upload that was never made")

    def answer(self, request, method, path, query, body):
        if path == "/api/v2/tickets.json" and method == "GET":
            return 200, {"tickets": [{"id": int(t["number"]), "external_id": t["key"]}
                                     for t in self.tickets.values() if t["key"] == query["external_id"][0]],
                         "next_page": None}
        if path == "/api/v2/tickets.json" and method == "POST":
            shape(body, {"ticket": dict}, ["ticket"])
            shape(body["ticket"], {"subject": str, "external_id": str, "priority": str, "tags": list,
                                   "requester": dict, "comment": dict}, ["subject", "comment"], "ticket")
            self.comment(body["ticket"]["comment"])
            if "requester" in body["ticket"]:
                shape(body["ticket"]["requester"], {"name": str, "email": str}, ["name", "email"], "requester")
            need(body["ticket"]["priority"] in ("low", "normal", "high", "urgent"), "priority")
            key = request.headers.get("Idempotency-Key")
            need(key and len(key) <= 255, "the key that Zendesk knows")
            if key not in self.keys:
                number = self.new(body["ticket"]["external_id"], title=body["ticket"]["subject"])
                self.entry(number, body["ticket"]["comment"]["body"], body["ticket"]["comment"]["public"])
                self.keys[key] = number
            return 201, {"ticket": {"id": int(self.keys[key])}}
        if path == "/api/v2/uploads.json":
            need(method == "POST" and query.get("filename"), "an upload has a filename")
            need(request.headers.get("Content-Type"), "an upload has its own type")
            token = f"upload{len(self.uploads)}"
            self.uploads[token] = (query["filename"][0], request.raw.decode("latin-1"))
            return 201, {"upload": {"token": token}}
        if match := re.fullmatch(r"/api/v2/tickets/(\d+)/comments.json", path):
            need(method == "GET", "method")
            entries = self.ticket(match[1])["entries"]
            # Two a page, so that the second is asked for.
            page = int(query.get("page", ["1"])[0])
            shown = entries[(page - 1) * 2:page * 2]
            more = f"{request.base}/api/v2/tickets/{match[1]}/comments.json?page={page + 1}"
            return 200, {"comments": [{"id": e["id"], "body": e["text"]} for e in shown],
                         "next_page": more if len(entries) > page * 2 else None}
        if match := re.fullmatch(r"/api/v2/tickets/(\d+).json", path):
            need(method == "PUT", "method")
            shape(body, {"ticket": dict}, ["ticket"])
            change = body["ticket"]
            shape(change, {"comment": dict, "status": str, "priority": str}, (), "ticket")
            ticket = self.ticket(match[1])
            if "comment" in change:
                self.comment(change["comment"])
                self.entry(match[1], change["comment"]["body"], change["comment"]["public"])
                ticket["files"] += [list(self.uploads[token]) for token in change["comment"].get("uploads", [])]
            if "status" in change:
                need(change["status"] in ("new", "open", "pending", "hold", "solved"), "status")
                ticket["state"] = change["status"]
            return 200, {"ticket": {"id": int(match[1])}, "audit": {}}
        raise Mistake("path")


class Freshdesk(System):
    """https://developers.freshdesk.com/api/#tickets, #filter_tickets, #add_note_to_a_ticket, #conversations"""

    def allowed(self, request):
        return self.basic(request, self.secret, "X")

    def answer(self, request, method, path, query, body):
        if (method, path) == ("GET", "/api/v2/search/tickets"):
            key = re.fullmatch(r'"cf_frontdesk_key:\'(.+)\'"', query["query"][0])[1]
            found = [{"id": int(t["number"]), "custom_fields": {"cf_frontdesk_key": t["key"]}}
                     for t in self.tickets.values() if t["key"] == key]
            return 200, {"results": found, "total": len(found)}
        if (method, path) == ("POST", "/api/v2/tickets"):
            shape(body, {"subject": str, "description": str, "name": str, "email": str, "unique_external_id": str,
                         "status": int, "priority": int, "source": int, "tags": list, "custom_fields": dict},
                  ["subject", "description", "status", "priority"])
            need("email" in body or "unique_external_id" in body, "a requester")
            need(body["status"] in (2, 3, 4, 5) and body["priority"] in (1, 2, 3, 4), "status or priority")
            need("<script" not in body["description"], "the description is HTML")
            number = self.new(body["custom_fields"]["cf_frontdesk_key"], title=body["subject"])
            return 201, {"id": int(number)}
        if match := re.fullmatch(r"/api/v2/tickets/(\d+)/notes", path):
            need(method == "POST", "method")
            if request.form is not None:
                fields, files = request.form
                shape(fields, {"body": str, "private": str}, ["body"])
                need([name for name, *_ in files] == ["attachments[]"], "the file's field")
                self.ticket(match[1])["files"] += [[file[1], file[3].decode("latin-1")] for file in files]
                body = {"body": fields["body"], "private": fields.get("private") == "true"}
            shape(body, {"body": str, "private": bool}, ["body"])
            need("<script" not in body["body"], "the body is HTML")
            text = re.sub(r"<[^>]+>", " ", body["body"])
            entry = self.entry(match[1], text, not body["private"], html=body["body"])
            return 201, {"id": entry["id"], "body": body["body"], "body_text": text}
        if match := re.fullmatch(r"/api/v2/tickets/(\d+)/conversations", path):
            need(method == "GET" and query.get("per_page") == ["100"], "method")
            return 200, [{"id": e["id"], "body": e["html"], "body_text": e["text"]}
                         for e in self.ticket(match[1])["entries"]]
        if match := re.fullmatch(r"/api/v2/tickets/(\d+)", path):
            need(method == "PUT", "method")
            shape(body, {"status": int, "priority": int})
            self.ticket(match[1])["state"] = body.get("status")
            return 200, {"id": int(match[1])}
        raise Mistake("path")


class Jira(System):
    """https://developer.atlassian.com/cloud/jira/service-desk/rest/api-group-request/ and
    …/api-group-servicedesk/ (attachTemporaryFile), …/jira/platform/rest/v2/api-group-issue-search/"""

    transitions = {"11": "In progress", "21": "Respond to customer", "31": "Pending", "41": "Resolve this issue"}

    def allowed(self, request):
        return self.basic(request, "bot@example.com", self.secret)

    def number(self, key):
        need(key.startswith("SUP-"), "an issue's key")
        return key[4:]

    def answer(self, request, method, path, query, body):
        if (method, path) == ("GET", "/rest/api/2/search/jql"):
            key = re.fullmatch(r'project = "SUP" AND description ~ "\\"(.+)\\""', query["jql"][0])[1]
            return 200, {"issues": [{"key": f"SUP-{t['number']}", "fields": {"description": t["description"]}}
                                    for t in self.tickets.values() if key in t["description"]]}
        if (method, path) == ("POST", "/rest/servicedeskapi/request"):
            shape(body, {"serviceDeskId": str, "requestTypeId": str, "requestFieldValues": dict,
                         "raiseOnBehalfOf": str}, ["serviceDeskId", "requestTypeId", "requestFieldValues"])
            shape(body["requestFieldValues"], {"summary": str, "description": str}, ["summary"])
            text = body["requestFieldValues"]["description"]
            number = self.new(re.search(r"\[frontdesk (\S+)\]", text)[1], description=text)
            return 201, {"issueKey": f"SUP-{number}", "issueId": number}
        if match := re.fullmatch(r"/rest/servicedeskapi/servicedesk/(\w+)/attachTemporaryFile", path):
            need(method == "POST" and request.headers.get("X-Atlassian-Token") == "no-check", "the token header")
            _, files = request.form
            need([name for name, *_ in files] == ["file"], "the file's field")
            self.uploads[f"temp{len(self.uploads)}"] = (files[0][1], files[0][3].decode("latin-1"))
            return 201, {"temporaryAttachments": [{"temporaryAttachmentId": list(self.uploads)[-1],
                                                   "fileName": files[0][1]}]}
        match = re.fullmatch(r"/rest/servicedeskapi/request/([A-Z]+-\d+)/(comment|transition|attachment)", path)
        need(match, "path")
        number = self.number(match[1])
        if match[2] == "comment" and method == "GET":
            return 200, {"values": [{"id": str(e["id"]), "body": e["text"], "public": e["public"]}
                                    for e in self.ticket(number)["entries"]], "isLastPage": True,
                         "_links": {"self": request.base + path}}
        if match[2] == "comment":
            shape(body, {"body": str, "public": bool}, ["body", "public"])
            return 201, {"id": str(self.entry(number, body["body"], body["public"])["id"])}
        if match[2] == "transition" and method == "GET":
            return 200, {"values": [{"id": id, "name": name} for id, name in self.transitions.items()]}
        if match[2] == "transition":
            shape(body, {"id": str}, ["id"])
            self.ticket(number)["state"] = self.transitions[body["id"]]
            return 204, None
        shape(body, {"temporaryAttachmentIds": list, "public": bool, "additionalComment": dict},
              ["temporaryAttachmentIds"])
        self.ticket(number)["files"] += [list(self.uploads[id]) for id in body["temporaryAttachmentIds"]]
        self.entry(number, body["additionalComment"]["body"], body["public"])
        return 201, {"comment": {}}


class GitHub(System):
    """https://docs.github.com/en/rest/issues/issues, …/issues/comments and …/search/search"""

    def allowed(self, request):
        return request.headers.get("Authorization") == f"Bearer {self.secret}"

    def answer(self, request, method, path, query, body):
        need(request.headers.get("User-Agent"), "GitHub refuses who has no name")
        page = lambda number: f"https://github.example/acme/support/issues/{number}"
        if (method, path) == ("GET", "/search/issues"):
            key = re.fullmatch(r'repo:acme/support is:issue in:body "(.+)"', query["q"][0])[1]
            found = [{"number": int(t["number"]), "body": t["body"], "html_url": page(t["number"])}
                     for t in self.tickets.values() if key in t["body"]]
            return 200, {"total_count": len(found), "items": found}
        if (method, path) == ("POST", "/repos/acme/support/issues"):
            shape(body, {"title": str, "body": str}, ["title"])
            number = self.new(re.search(r"\[frontdesk (\S+)\]", body["body"])[1], body=body["body"])
            return 201, {"number": int(number), "html_url": page(number), "state": "open"}
        match = re.fullmatch(r"/repos/acme/support/issues/(\d+)(/comments)?", path)
        need(match, "path")
        if match[2] and method == "GET":
            return 200, [{"id": e["id"], "body": e["text"]} for e in self.ticket(match[1])["entries"]]
        if match[2]:
            need(method == "POST", "method")
            shape(body, {"body": str}, ["body"])
            return 201, {"id": self.entry(match[1], body["body"], True)["id"]}
        need(method == "PATCH", "method")
        shape(body, {"state": str})
        need(body["state"] in ("open", "closed"), "state")
        self.ticket(match[1])["state"] = body["state"]
        return 200, {"number": int(match[1])}


class GitLab(System):
    """https://docs.gitlab.com/api/issues/, …/api/notes/ and …/api/project_markdown_uploads/"""

    def allowed(self, request):
        return request.headers.get("PRIVATE-TOKEN") == self.secret

    def answer(self, request, method, path, query, body):
        need(request.path.startswith("/api/v4/projects/acme%2Fsupport/"), "the project's path is encoded")
        path = path[len("/api/v4/projects/acme/support"):]
        page = lambda number: f"https://gitlab.example/acme/support/-/issues/{number}"
        if (method, path) == ("GET", "/issues"):
            need(query.get("in") == ["description"], "where to look")
            return 200, [{"iid": int(t["number"]), "description": t["description"], "web_url": page(t["number"])}
                         for t in self.tickets.values() if query["search"][0] in t["description"]]
        if (method, path) == ("POST", "/issues"):
            shape(body, {"title": str, "description": str, "confidential": bool}, ["title"])
            number = self.new(re.search(r"\[frontdesk (\S+)\]", body["description"])[1],
                              description=body["description"])
            return 201, {"iid": int(number), "web_url": page(number)}
        if (method, path) == ("POST", "/uploads"):
            _, files = request.form
            need([name for name, *_ in files] == ["file"], "the file's field")
            name = files[0][1]
            self.uploads[f"![{name}](/uploads/{len(self.uploads)})"] = (name, files[0][3].decode("latin-1"))
            return 201, {"markdown": list(self.uploads)[-1]}
        match = re.fullmatch(r"/issues/(\d+)(/notes)?", path)
        need(match, "path")
        if match[2] and method == "GET":
            return 200, [{"id": e["id"], "body": e["text"]} for e in self.ticket(match[1])["entries"]]
        if match[2]:
            shape(body, {"body": str, "internal": bool}, ["body"])
            for markdown, file in self.uploads.items():
                if body["body"].startswith(markdown):
                    self.ticket(match[1])["files"].append(list(file))
            return 201, {"id": self.entry(match[1], body["body"], not body.get("internal", False))["id"]}
        need(method == "PUT", "method")
        shape(body, {"state_event": str})
        need(body["state_event"] in ("close", "reopen"), "state_event")
        self.ticket(match[1])["state"] = body["state_event"]
        return 200, {"iid": int(match[1])}


class HubSpot(System):
    """https://developers.hubspot.com/docs/api-reference/crm-tickets-v3/guide, …/crm-notes-v3/guide,
    …/crm-search and …/files-files-v3/guide"""

    def allowed(self, request):
        return request.headers.get("Authorization") == f"Bearer {self.secret}"

    def wanted(self, body, name):
        shape(body, {"filterGroups": list, "properties": list, "limit": int}, ["filterGroups"])
        found = body["filterGroups"][0]["filters"][0]
        shape(found, {"propertyName": str, "operator": str, "value": str}, ["propertyName", "operator", "value"])
        need(found["propertyName"] == name and found["operator"] == "EQ", "the filter")
        return found["value"]

    def answer(self, request, method, path, query, body):
        if (method, path) == ("POST", "/crm/v3/objects/tickets/search"):
            key = self.wanted(body, "frontdesk_key")
            found = [{"id": t["number"], "properties": {"frontdesk_key": t["key"]}}
                     for t in self.tickets.values() if t["key"] == key]
            return 200, {"total": len(found), "results": found}
        if (method, path) == ("POST", "/crm/v3/objects/tickets"):
            shape(body, {"properties": dict}, ["properties"])
            shape(body["properties"], dict.fromkeys(
                ["subject", "content", "hs_pipeline", "hs_pipeline_stage", "hs_ticket_priority", "frontdesk_key"],
                str), ["subject", "hs_pipeline_stage"], "properties")
            need(body["properties"]["hs_ticket_priority"] in ("LOW", "MEDIUM", "HIGH", "URGENT"), "priority")
            return 201, {"id": self.new(body["properties"]["frontdesk_key"], title=body["properties"]["subject"])}
        if (method, path) == ("POST", "/crm/v3/objects/notes/search"):
            number = self.wanted(body, "associations.ticket")
            return 200, {"results": [{"id": str(e["id"]), "properties": {"hs_note_body": e["text"]}}
                                     for e in self.ticket(number)["entries"]]}
        if (method, path) == ("POST", "/crm/v3/objects/notes"):
            shape(body, {"properties": dict, "associations": list}, ["properties", "associations"])
            shape(body["properties"], {"hs_timestamp": (int, str), "hs_note_body": str, "hs_attachment_ids": str},
                  ["hs_timestamp"], "properties")
            need(body["associations"][0]["types"] == [
                {"associationCategory": "HUBSPOT_DEFINED", "associationTypeId": 228}], "the association")
            number = body["associations"][0]["to"]["id"]
            if "hs_attachment_ids" in body["properties"]:
                self.ticket(number)["files"].append(list(self.uploads[body["properties"]["hs_attachment_ids"]]))
            return 201, {"id": str(self.entry(number, body["properties"]["hs_note_body"], False)["id"])}
        if (method, path) == ("POST", "/files/v3/files"):
            fields, files = request.form
            need(json.loads(fields["options"])["access"] == "PRIVATE", "files are for its people only")
            need([name for name, *_ in files] == ["file"] and fields["folderPath"], "the file's field")
            self.uploads[str(5000 + len(self.uploads))] = (files[0][1], files[0][3].decode("latin-1"))
            return 201, {"id": list(self.uploads)[-1]}
        if match := re.fullmatch(r"/crm/v3/objects/tickets/(\d+)", path):
            need(method == "PATCH", "method")
            shape(body, {"properties": dict}, ["properties"])
            self.ticket(match[1])["state"] = body["properties"]["hs_pipeline_stage"]
            return 200, {"id": match[1]}
        raise Mistake("path")


class OsTicket(System):
    """https://docs.osticket.com/en/latest/Developer%20Documentation/API/Tickets.html"""

    def allowed(self, request):
        return request.headers.get("X-API-Key") == self.secret

    def answer(self, request, method, path, query, body):
        need((method, path) == ("POST", "/api/tickets.json"), "osTicket makes tickets and nothing more")
        shape(body, {"name": str, "email": str, "subject": str, "message": str, "topicId": str, "priority": int,
                     "source": str, "alert": bool, "autorespond": bool}, ["name", "email", "subject", "message"])
        number = self.new(None, title=body["subject"])
        self.entry(number, body["message"], True)
        return 201, number


SYSTEMS = {"zammad": Zammad, "zendesk": Zendesk, "freshdesk": Freshdesk, "jira-service-management": Jira,
           "github": GitHub, "gitlab": GitLab, "hubspot": HubSpot, "osticket": OsTicket}


def form_of(headers, raw):
    """Fields and files of a multipart body, as the standard library reads mail."""
    head = b"Content-Type: " + headers["Content-Type"].encode() + b"\r\n\r\n"
    message = BytesParser().parsebytes(head + raw)
    fields, files = {}, []
    for part in message.get_payload():
        name = part.get_param("name", header="Content-Disposition")
        if part.get_filename():
            files.append((name, part.get_filename(), part.get_content_type(), part.get_payload(decode=True)))
        else:
            fields[name] = part.get_payload(decode=True).decode()
    return fields, files


def handler(system, record, misbehaviour):
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *arguments):
            pass

        def reply(self, status, body, headers=None):
            raw = b"" if body is None else (body if isinstance(body, str) else json.dumps(body)).encode()
            self.send_response(status)
            for name, value in (headers or {}).items():
                self.send_header(name, value)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        def do(self):
            self.raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            self.base = f"http://{self.headers['Host']}"
            if self.path == "/__next":
                misbehaviour.extend(json.loads(self.raw))
                return self.reply(200, {})
            if self.path == "/__tickets":
                return self.reply(200, list(system.tickets.values()))
            with system.lock:
                self.work()

        def work(self):
            wish = None
            if misbehaviour and misbehaviour[0].get("verb", self.command) == self.command:
                wish = misbehaviour.pop(0)
            note = {"method": self.command, "path": self.path, "mistake": None, "status": None}
            try:
                if wish and "status" in wish:
                    status, answer = wish["status"], wish.get("body", {"error": "as was wished"})
                elif not system.allowed(self):
                    status, answer = 401, {"error": "who are you?"}
                else:
                    status, answer = self.asked()
            except Mistake as mistake:
                note["mistake"] = str(mistake)
                status, answer = 400, {"error": str(mistake)}
            except LookupError as lost:
                status, answer = 404, {"error": f"there is no {lost}"}
            note["status"] = status
            record.write(json.dumps(note) + "\n")
            record.flush()
            if wish and wish.get("lose"):
                self.close_connection = True
                self.connection.close()
                return
            self.reply(status, answer, (wish or {}).get("headers"))

        def asked(self):
            parts = urlsplit(self.path)
            kind = self.headers.get("Content-Type", "")
            self.form = form_of(self.headers, self.raw) if kind.startswith("multipart/form-data") else None
            body = None
            if kind == "application/json" and not parts.path.endswith("/uploads.json"):
                body = json.loads(self.raw)
            return system.answer(self, self.command, unquote(parts.path), parse_qs(parts.query), body)

        do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do

    return Handler


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--system", choices=SYSTEMS, required=True)
    arguments.add_argument("--secret", required=True)
    arguments.add_argument("--port", type=int, default=0)
    arguments.add_argument("--record", required=True)
    options = arguments.parse_args()
    record = open(options.record, "a", encoding="utf-8")
    server = ThreadingHTTPServer(
        ("127.0.0.1", options.port), handler(SYSTEMS[options.system](options.secret), record, []))
    server.daemon_threads = True
    print(f"listening on 127.0.0.1:{server.server_port}", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    sys.exit(main())
