"""Files that are sent to be compared: their digest is reckoned as they come, and they are kept nowhere.

Of data (JSON) the content is needed as well, and stays in memory. Of anything else not a byte is kept.
"""

import hashlib
from io import BytesIO

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

MOST_DATA = 5 * 1024 * 1024  # ten times the largest summary that was tried


class HashedFile(UploadedFile):
    """What is known of a file that was sent: its size, its SHA-256 and, if it is data, its content."""

    def __init__(self, name, size, sha256, content):
        super().__init__(BytesIO(content), name, size=size)
        self.sha256 = sha256
        self.content = content


class HashingUploadHandler(FileUploadHandler):
    """Reckon the digest of a file and let it go; made for one request, which may hold several files."""

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self.reckoned, self.content, self.is_data = hashlib.sha256(), bytearray(), None

    def receive_data_chunk(self, raw_data, start):
        self.reckoned.update(raw_data)
        if self.is_data is None:
            self.is_data = raw_data.lstrip()[:1] == b"{"
        if self.is_data and len(self.content) + len(raw_data) <= MOST_DATA:
            self.content += raw_data
        else:
            self.is_data, self.content = False, bytearray()

    def file_complete(self, file_size):
        return HashedFile(self.file_name, file_size, self.reckoned.hexdigest(), bytes(self.content))
