#!/usr/bin/env python3
"""Keeps the demo database of an earlier version for UpgradeTest.

    src/test/upgrade/dump.py COMMIT NAME [jdbc:mysql://HOST:PORT/DATABASE?user=...&password=...]

builds COMMIT in a worktree of its own, starts it with its demo, tells some more stories by its own doors, and writes
src/test/resources/upgrade/NAME/{h2,mysql}.sql.gz. The MySQL database is made empty first; MYSQL and MYSQLDUMP name the
client's programs. Needs a JDK and Python 3, no libraries.
"""
import base64, glob, gzip, json, os, re, shutil, subprocess, sys, tempfile, time, urllib.error, urllib.parse
import urllib.request, uuid, zlib, struct, zipfile

KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="  # IntegrationTest's: test data, protects nothing
PORT = int(os.environ.get("PORT", "18117"))
ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", "..", ".."))
PHOTO = os.path.join(ROOT, "src/test/resources/photos/exif-gps.jpg")
RONGYIN = "350602004001"


def call(method, path, body=None, who=None, parts=None, expect=(200, 201, 204)):
    request = urllib.request.Request(f"http://127.0.0.1:{PORT}{path}", method=method)
    if who:
        request.add_header("Authorization", "Basic " + base64.b64encode(f"{who}:ganxian".encode()).decode())
    if parts:
        boundary = uuid.uuid4().hex
        request.add_header("Content-Type", "multipart/form-data; boundary=" + boundary)
        request.add_header("X-Requested-With", "XMLHttpRequest")
        request.data = b"".join(
            f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"'.encode()
            + (f'; filename="{file}"'.encode() if file else b"")
            + f"\r\nContent-Type: {kind}\r\n\r\n".encode() + content + b"\r\n"
            for name, file, kind, content in parts) + f"--{boundary}--\r\n".encode()
    elif body is not None:
        request.add_header("Content-Type", "application/json")
        request.data = json.dumps(body).encode()
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            status, text = answer.status, answer.read().decode()
    except urllib.error.HTTPError as refused:
        status, text = refused.code, refused.read().decode()
    if status not in expect:
        raise SystemExit(f"{method} {path} by {who}: {status} {text}")
    return json.loads(text) if text.startswith(("{", "[")) else text


def completes(who, number, key, **form):
    """Claims and completes; tasks come when the step before is committed, so no waiting."""
    query = urllib.parse.urlencode({"processInstanceBusinessKey": number, "taskDefinitionKey": key})
    task = call("GET", "/engine-rest/task?" + query, who=who)[0]
    if not task["assignee"]:
        call("POST", f"/engine-rest/task/{task['id']}/claim", {"userId": who}, who)
    call("POST", f"/engine-rest/task/{task['id']}/submit-form",
         {"variables": {name: {"value": value} for name, value in form.items()}}, who)
    return task["id"]


def claims(who, number, key):
    query = urllib.parse.urlencode({"processInstanceBusinessKey": number, "taskDefinitionKey": key})
    task = call("GET", "/engine-rest/task?" + query, who=who)[0]
    call("POST", f"/engine-rest/task/{task['id']}/claim", {"userId": who}, who)
    return task["id"]


def order(text, category="0908"):
    placed = call("POST", "/api/demands", {
        "category": category, "description": text, "place": {"unit": RONGYIN, "address": "榕荫里 3 号楼"},
        "contact": {"name": "陈阿伯", "phone": "13900000001"}})
    return placed["number"], placed["queryCode"]


def contacted(member, number):
    completes("dispatcher", number, "dispatch-order", decision="open")
    completes(member, number, "claim-order", decision="contacted", channel="PHONE", note="约好明天上午")


def served(member, number):
    contacted(member, number)
    completes(member, number, "serve-order", decision="report", report="已换好灯管")
    completes("dispatcher", number, "check-result", decision="approve")


def rated(number, code, grade):
    call("POST", f"/api/demands/{number}/rating", {"code": code, "grade": grade, "comment": "还是不亮"})


def unhappy(rounds):
    number, code = order(f"升级样例：楼道灯换了又坏，这是第 {rounds} 次报修。")
    completes("dispatcher", number, "screen-order", decision="accept")
    for member in ["member1", "member2", "member6"][:rounds]:
        served(member, number)
        rated(number, code, 1)
        if member != ["member1", "member2", "member6"][rounds - 1] or rounds == 3:
            completes("caller", number, "call-back", decision="rework", note="群众说没有修好。")
    return number


def png():
    """A picture of one white pixel."""
    chunk = lambda kind, data: struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(b"\0\xff\xff\xff")) + chunk(b"IEND", b""))


def application(name):
    body = {"item": "hygiene-permit", "applicant": name, "phone": "13900000123", "place": "350602004",
            "delivery": "WINDOW"}
    parts = [("application", None, "application/json", json.dumps(body).encode())]
    for material in ("application-form", "test-report", "floor-plan"):
        parts.append(("materials." + material, material + ".png", "image/png", png()))
    filed = call("POST", "/api/applications", parts=parts)
    number, code = filed["number"], filed["queryCode"]
    completes("clerk", number, "accept-application", decision="accept")
    completes("health-handler", number, "handle-application", decision="draft", opinion="grant",
              grounds="经审查，申请材料齐全，符合法定条件。")
    completes("health-reviewer", number, "review-application", decision="approve")
    completes("window", number, "issue-result", decision="window")
    return number, code


def stories():
    with open(PHOTO, "rb") as file:
        photo = file.read()
    number, _ = order("升级样例：灯坏了，党员已经拍了照片。")
    completes("dispatcher", number, "screen-order", decision="accept")
    contacted("member1", number)
    serving = call("GET", "/engine-rest/task?processInstanceBusinessKey=" + number, who="member1")[0]["id"]
    call("POST", f"/api/tasks/{serving}/attachments", who="member1", parts=[("file", "灯.jpg", "image/jpeg", photo)])

    number, _ = order("升级样例：灯坏了，党员申请了延期。")
    completes("dispatcher", number, "screen-order", decision="accept")
    contacted("member2", number)
    serving = call("GET", "/engine-rest/task?processInstanceBusinessKey=" + number, who="member2")[0]["id"]
    offered = call("GET", f"/engine-rest/task/{serving}/form-variables", who="member2", expect=(200,))
    choices = [v for v in json.dumps(offered, ensure_ascii=False).replace('\\"', '"').split('"')
               if re.fullmatch(r"P(T?\d+[HD])", v)]
    completes("member2", number, "serve-order", decision="extend", extension=(choices or ["P1D"])[0],
              extensionReason="要等配件到货。")

    order("升级样例：举报社区工作人员态度恶劣，推诿扯皮，敷衍群众。")
    order("升级样例：同一个社区，举报书记态度恶劣、不作为。")
    number, _ = order("升级样例：另一个支部正在审核。")
    claims("dispatcher", number, "screen-order")
    unhappy(1)
    unhappy(2)
    unhappy(3)

    waiting = call("GET", "/engine-rest/task?taskDefinitionKey=issue-result", who="window")[0]
    case = call("GET", "/engine-rest/history/process-instance/" + waiting["processInstanceId"], who="admin")
    completes("window", case["businessKey"], "issue-result", decision="window")
    for name, further in (("升级样例美容店", False), ("升级样例足浴店", True)):
        number, code = application(name)
        completes("window", number, "record-delivery", decision="signature", recipient="王先生")
        rated(number, code, 1)
        if further:
            completes("caller", number, "call-back-applicant", decision="rectify", note="答应一周内改进窗口服务。")


def quiet():
    """Waits until no job is due any more: late cases have climbed, notices are sent."""
    for _ in range(120):
        if call("GET", "/engine-rest/job/count?executable=true&withRetriesLeft=true", who="admin")["count"] == 0:
            return
        time.sleep(1)
    raise SystemExit("jobs are still due")


def run(jar, url, user, password, folder):
    log = open(os.path.join(folder, "application.log"), "w")
    application = subprocess.Popen(
        ["java", "-XX:TieredStopAtLevel=1", "-Xmx768m", "-Duser.timezone=UTC", "-jar", jar, f"--server.port={PORT}",
         "--spring.profiles.active=demo", "--spring.datasource.url=" + url, "--spring.datasource.username=" + user,
         "--spring.datasource.password=" + password, "--ganxian.encryption-key=" + KEY,
         "--ganxian.rate-limit.create=10000", "--ganxian.rate-limit.query=10000"],
        stdout=log, stderr=log, cwd=folder)
    try:
        for _ in range(180):
            with open(log.name) as said:
                if "演示申请已就绪" in said.read():
                    break
            time.sleep(1)
        quiet()
        stories()
        quiet()
    finally:
        application.terminate()
        application.wait()


def pack(text, target):
    os.makedirs(os.path.dirname(target), exist_ok=True)
    with open(target, "wb") as file, gzip.GzipFile(filename="", fileobj=file, mode="wb", compresslevel=9, mtime=0) as out:
        out.write(text)
    print(target, os.path.getsize(target))


def main(commit, name, mysql=None):
    folder = tempfile.mkdtemp(prefix="upgrade-")
    target = os.path.join(ROOT, "src/test/resources/upgrade", name)
    jar = os.environ.get("JAR")
    if not jar:
        tree = os.path.join(folder, "tree")
        subprocess.check_call(["git", "worktree", "add", "--detach", tree, commit], cwd=ROOT)
        subprocess.check_call(["./mvnw", "-B", "-ntp", "-q", "-DskipTests", "package"], cwd=tree)
        jar = glob.glob(tree + "/target/ganxian-*.jar")[0]
    if os.environ.get("ONLY") != "mysql":
        url = f"jdbc:h2:file:{folder}/ganxian;MODE=MySQL;LOCK_TIMEOUT=10000"
        run(jar, url, "ganxian", "ganxian", folder)
        with zipfile.ZipFile(jar) as app:
            h2 = app.extract(next(n for n in app.namelist() if re.search(r"/h2-[\d.]+\.jar$", n)), folder)
        script = os.path.join(folder, "h2.sql")
        subprocess.check_call(["java", "-cp", h2, "org.h2.tools.Script", "-url", url, "-user", "ganxian", "-password",
                               "ganxian", "-script", script])
        with open(script, "rb") as file:
            pack(file.read(), os.path.join(target, "h2.sql.gz"))
    if mysql:
        server = urllib.parse.urlparse(mysql[len("jdbc:"):])
        parameters = dict(urllib.parse.parse_qsl(server.query))
        database = server.path[1:]
        login = [f"--host={server.hostname}", f"--port={server.port}", "--user=" + parameters["user"]]
        secret = dict(os.environ, MYSQL_PWD=parameters["password"])
        subprocess.check_call(
            [os.environ.get("MYSQL", "mysql"), *login, "-e",
             f"drop database if exists {database}; create database {database} character set utf8mb4"], env=secret)
        run(jar, f"jdbc:mysql://{server.hostname}:{server.port}/{database}?allowPublicKeyRetrieval=true&sslMode=DISABLED",
            parameters["user"], parameters["password"], folder)
        dump = subprocess.check_output(
            [os.environ.get("MYSQLDUMP", "mysqldump"), *login, "--single-transaction", "--hex-blob", "--no-tablespaces",
             "--skip-comments", "--skip-add-locks", "--skip-add-drop-table", "--skip-disable-keys", "--skip-tz-utc",
             "--set-gtid-purged=OFF", database],
            env=secret)
        pack(dump, os.path.join(target, "mysql.sql.gz"))
    if not os.environ.get("JAR"):
        subprocess.check_call(["git", "worktree", "remove", "--force", tree], cwd=ROOT)
    shutil.rmtree(folder)


if __name__ == "__main__":
    main(*sys.argv[1:])
