"""Keys: a root key outside the data folder wraps a key per organization, which wraps a key per participant.

AES-256-GCM throughout. What is encrypted is bound to the place where it stands (table, field, row), so that a
ciphertext moved elsewhere does not open. A wrong key is an error, never an empty string.
"""

import base64
import os
import threading
import uuid
from collections import OrderedDict
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hmac import HMAC
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

VERSION = b"\x01"
REMEMBERED = 20_000


class CannotOpen(Exception):
    """A field, or a key, that this key does not open. The row must not be saved over."""


class Ring:
    """The opened keys of this process. Keys are found by id; unknown ones are read through ``fetch``."""

    def __init__(self):
        self._root, self._open, self._lock = None, OrderedDict(), threading.Lock()
        self.fetch = None  # set by lib.models: ids -> {id: (parent id or None, wrapped)}

    def use(self, root):
        """From here on this 32-byte root key is the one."""
        if len(root) != 32:
            raise CannotOpen("The root key must be 32 bytes.")
        with self._lock:
            self._root, self._open = root, OrderedDict()

    @property
    def root(self):
        """The root key in use."""
        if self._root is None:
            raise CannotOpen("No root key is in use.")
        return self._root

    def box(self, key_id):
        """The opened key as an AES-GCM box."""
        found = self._open.get(key_id)
        if found is None:
            self.warm([key_id])
            found = self._open.get(key_id)
            if found is None:
                raise CannotOpen("There is no such key: it was erased, or never made.")
        return found[1]

    def raw(self, key_id):
        """The 32 bytes of that key, to wrap others under it."""
        self.box(key_id)
        return self._open[key_id][0]

    def warm(self, key_ids):
        """All these keys are open afterwards, with one query (two when their organization's key is new here)."""
        missing = {k for k in key_ids if k is not None and k not in self._open}
        if not missing:
            return
        rows = self.fetch(missing)
        parents = {parent for parent, _ in rows.values() if parent is not None}
        self.warm(parents)
        for key_id, (parent, wrapped) in rows.items():
            self._keep(key_id, unwrap(self.root if parent is None else self._open[parent][0], key_id, wrapped))

    def meet(self, *rows):
        """These rows of keys, parents first, came along with a query: they are open without one of their own."""
        for row in rows:
            if row.pk not in self._open and (row.parent_id is None or row.parent_id in self._open):
                parent = self.root if row.parent_id is None else self._open[row.parent_id][0]
                self._keep(row.pk, unwrap(parent, row.pk, row.wrapped))

    def forget(self, key_id):
        """The key is no longer held in memory."""
        with self._lock:
            self._open.pop(key_id, None)

    def _keep(self, key_id, raw):
        with self._lock:
            self._open[key_id] = raw, AESGCM(raw)
            while len(self._open) > REMEMBERED:
                self._open.popitem(last=False)


ring = Ring()
warm, meet, use, forget = ring.warm, ring.meet, ring.use, ring.forget


def prove(key_ids):
    """Nothing when every one of these keys opens; ``CannotOpen`` when one does not."""
    for key_id in key_ids:
        ring.box(key_id)


def encrypt(key_id, data, bound):
    """The data under that key, bound to ``bound`` (bytes that say where it stands)."""
    nonce = os.urandom(12)
    return VERSION + nonce + ring.box(key_id).encrypt(nonce, data, bound)


def decrypt(key_id, blob, bound):
    """The data again; ``CannotOpen`` when the key, the place or a single bit is another."""
    box, blob = ring.box(key_id), bytes(blob)
    if blob[:1] != VERSION:
        raise CannotOpen("This field was written in a form that is not known here.")
    try:
        return box.decrypt(blob[1:13], blob[13:], bound)
    except InvalidTag:
        raise CannotOpen("This field does not open with its key.") from None


def wrap(parent, key_id, raw):
    """A key under its parent's 32 bytes, bound to its id."""
    nonce = os.urandom(12)
    return VERSION + nonce + AESGCM(parent).encrypt(nonce, raw, b"key|" + key_id.bytes)


def unwrap(parent, key_id, wrapped):
    """The 32 bytes of a wrapped key."""
    wrapped = bytes(wrapped)
    try:
        return AESGCM(parent).decrypt(wrapped[1:13], wrapped[13:], b"key|" + key_id.bytes)
    except InvalidTag:
        raise CannotOpen("A key does not open: the root key is not the one this data was written with.") from None


def derive(label, *parts):
    """32 bytes for one purpose, from the root key; the same parts always give the same bytes."""
    info = b"cairn|" + label.encode() + b"".join(b"|" + str(p).encode() for p in parts)
    return HKDF(hashes.SHA256(), 32, None, info).derive(ring.root)


def mac(key, data):
    """HMAC-SHA-256 of the data, 32 bytes."""
    stamp = HMAC(key, hashes.SHA256())
    stamp.update(data)
    return stamp.finalize()


def index(label, scope, value):
    """A blind index: finds an exact value again and tells nothing else. 32 bytes."""
    return mac(derive("index", label, scope), value.encode())


def load_root(path):
    """The root key from its file, made on first use (mode 0400). It must not lie in the data folder."""
    path = Path(path)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        part = path.with_suffix(f".{uuid.uuid4().hex}")
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400), "w") as file:
            file.write(os.urandom(32).hex() + "\n")
            file.flush()
            os.fsync(file.fileno())
        os.rename(part, path)
    try:
        return bytes.fromhex(path.read_text().strip())
    except ValueError:
        raise CannotOpen(f"The root key file {path.name} is damaged: it must hold 64 hexadecimal digits.") from None


def seal_text(purpose, bound, data):
    """Bytes as text that only this server opens, for one purpose and one holder (``bound``)."""
    nonce = os.urandom(12)
    return base64.urlsafe_b64encode(nonce + AESGCM(derive(purpose)).encrypt(nonce, data, str(bound).encode())).decode()


def open_text(purpose, bound, text):
    """The bytes again; ``CannotOpen`` when anything about it is another."""
    try:
        blob = base64.urlsafe_b64decode(text.encode())
        return AESGCM(derive(purpose)).decrypt(blob[:12], blob[12:], str(bound).encode())
    except (InvalidTag, ValueError):
        raise CannotOpen("This was made elsewhere, or changed.") from None
