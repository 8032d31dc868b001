"""Teammates, and what was handed over to them: who got which prospects, when, and on what consent."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Mapped

from salesdesk.domain.records import Record, flag, moment, number, part_of, reference, text


class Teammate(Record):
    """Someone prospects can be handed to, with what they take; each list is text with commas, empty: all."""

    __tablename__ = "teammates"

    name: Mapped[str] = text()
    email: Mapped[str] = text()
    phone: Mapped[str] = text()
    areas: Mapped[str] = text()  # postcodes, their beginnings (50*), cities, regions or countries
    products: Mapped[str] = text()
    languages: Mapped[str] = text()
    in_turn: Mapped[int] = flag()  # takes their turn where several would do
    position: Mapped[int] = number(0)
    note: Mapped[str] = text()


class HandOver(Record):
    """Prospects given to a teammate or a team as a file, with its checksum."""

    __tablename__ = "hand_overs"

    teammate: Mapped[UUID | None] = reference("teammates")
    to: Mapped[str] = text()  # whom, in words, where it is no teammate
    at: Mapped[datetime | None] = moment()
    format: Mapped[str] = text()
    file: Mapped[str] = text()  # its name, without the folder
    checksum: Mapped[str] = text()  # SHA-256 of the file, in hex
    note: Mapped[str] = text()


class HandedOver(Record):
    """One prospect of a hand-over, and the consent it went out on."""

    __tablename__ = "handed_over"

    hand_over: Mapped[UUID | None] = part_of("hand_overs")
    prospect: Mapped[UUID | None] = reference("prospects")
    consent: Mapped[UUID | None] = reference("consents")
