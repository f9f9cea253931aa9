"""Form fields that hold files. A file is stored when it arrives, so that an error elsewhere in the form does not lose it."""

from __future__ import annotations

from typing import Any

from flask import request

from app.forms.fields.base import EntityField
from app.forms.fields.upload_control import UploadControl
from app.forms.numbers import as_id
from app.runtime.errors import AppError
from app.runtime.values import ValueProblem, problem


class FilesField(EntityField):
    """Ids of attachments: those kept (`<name>`), those dropped (`<name>__drop`), new files (`<name>__new`)."""

    wide = True
    widget = UploadControl(multiple=True)
    single = False

    def read(self, formdata: Any) -> None:
        sent = [text for text in self.raw_data or [] if text]
        dropped = set(formdata.getlist(f"{self.name}__drop"))
        if any(as_id(text) is None for text in sent):
            raise problem("reference", zh="附件编号无效", en="That is not an attachment.")
        ids = [int(text) for text in sent if text not in dropped]
        self._set(ids)
        for upload in request.files.getlist(f"{self.name}__new"):
            if not upload.filename:
                continue
            try:
                ids.append(self.form._screen.store(self, upload))
            except AppError as error:
                self._set(ids)
                raise ValueProblem(error.code, error.message) from error
        self._set(ids)

    def _set(self, ids: list[int]) -> None:
        if self.single:
            self.data = ids[-1] if ids else None
        else:
            self.data = ids

    def show(self, data: Any) -> None:
        if self.single:
            self.data = data.get("id") if isinstance(data, dict) else data
        else:
            self.data = [item.get("id") if isinstance(item, dict) else item for item in data or []]

    def kept(self) -> list[dict[str, Any]]:
        """The attachments to show: `{"id", "name", "url"}`."""
        ids = [self.data] if self.single else (self.data or [])
        return self.form._screen.attachments(self, [i for i in ids if i is not None])

    def joined(self, stored: Any) -> list[int]:
        """What a record holds by now without what was dropped here, and with what is new here."""
        dropped = set(request.form.getlist(f"{self.name}__drop"))
        there = [one.get("id") if isinstance(one, dict) else one for one in stored or []]
        new = [one for one in self.data or [] if one not in there]
        return [one for one in there if str(one) not in dropped] + new

    def text(self) -> str:
        return ""


class FileField(FilesField):
    wide = False
    single = True
    widget = UploadControl(multiple=False)


class ImagesField(FilesField):
    widget = UploadControl(multiple=True, pictures=True)


class ImageField(FileField):
    widget = UploadControl(multiple=False, pictures=True)


class SignatureField(ImageField):
    """A picture of the signature; drawing on the screen comes with the technician's pages."""

    widget = UploadControl(multiple=False)
