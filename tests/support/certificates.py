"""Certificates for a broker and its users, made by openssl: good ones, and such as must be refused."""

import subprocess

GOOD = "IP:127.0.0.1,DNS:localhost"
ELSEWHERE = "IP:192.0.2.1,DNS:elsewhere.example"


class Certificates:
    """In `folder`. `ca`: what the services trust."""

    def __init__(self, folder):
        self.folder = folder
        self.folder.mkdir(parents=True, exist_ok=True)
        self.ca = self.folder / "ca.pem"
        self.count = 0

    def openssl(self, *words):
        subprocess.run(["openssl", *map(str, words)], check=True, capture_output=True)

    def authority(self, name):
        """The certificate of a new one."""
        made = self.folder / f"{name}.pem"
        words = ("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", 30)
        self.openssl(
            *words, "-subj", f"/CN={name}", "-keyout", made.with_suffix(".key"), "-out", made
        )
        return made

    def broker(self, authority, names=GOOD, days=30):
        """Key and certificate in one file, as Kafka wants them. With -1 days it has expired."""
        key, certificate = self.signed(authority, "broker", names, days)
        whole = key.with_suffix(".pem")
        whole.write_text(key.read_text() + certificate.read_text())
        return whole

    def signed(self, authority, common_name, names=GOOD, days=30):
        """A key, and its certificate."""
        self.count += 1
        made = self.folder / f"signed{self.count}"
        key, request, extra, certificate = (
            made.with_suffix(end) for end in (".key", ".csr", ".ext", ".crt")
        )
        extra.write_text(f"subjectAltName={names}\n")
        words = ("req", "-newkey", "rsa:2048", "-nodes", "-subj", f"/CN={common_name}")
        self.openssl(*words, "-keyout", key, "-out", request)
        words = ("x509", "-req", "-in", request, "-days", days, "-extfile", extra)
        signed = ("-CA", authority, "-CAkey", authority.with_suffix(".key"), "-CAcreateserial")
        self.openssl(*words, *signed, "-out", certificate)
        return key, certificate

    def trust(self, *authorities):
        """From now on; the file is put in the place of the old one."""
        new = self.ca.with_suffix(".new")
        new.write_text("".join(authority.read_text() for authority in authorities))
        new.rename(self.ca)
