# SPDX-License-Identifier: Apache-2.0
"""Sending from the panel: a question before, the worker behind, and nothing said that the PACS did not say."""

from Delivery.servers import free_port, misbehaving, store_scp, to_port
from Delivery.web_servers import to_web, web_orthanc
from DiscographyReportLib.delivery.destination import Login
from DiscographyReportLib.delivery.outbox import Outbox
from DiscographyReportLib.delivery.outcome import State
from DiscographyReportLib.delivery.places import outbox_file
from Host.hands import settle
from Panel import delivery


def completed(view):
    view.panel.closing.complete()
    return delivery.export(view)


def kept():
    with Outbox(outbox_file()) as outbox:
        return outbox.deliveries()


def test_a_report_is_sent_after_a_yes_by_keys_and_arrives_byte_for_byte(a_finished_case, hands, tmp_path):
    exported = completed(a_finished_case)
    with store_scp(tmp_path) as server:
        delivery.add(a_finished_case, to_port(server.port, name="PACS main"))
        delivery.agree(a_finished_case, hands)
        assert a_finished_case.desk.message.text.startswith("Saved in the outbox for PACS main")
        delivery.wait_until(a_finished_case, delivery.sent_says(a_finished_case, "PACS main: stored at the PACS"))
        assert server.received == 1
        arrived = next(server.folder.iterdir()).read_bytes()

    with Outbox(outbox_file()) as outbox:
        assert outbox.document(kept()[0].uid).content == exported.read_bytes()
    assert arrived.endswith(exported.read_bytes()[-5000:])
    assert "PACS main has this report" in delivery.part(a_finished_case).sendButton.toolTip
    assert not delivery.part(a_finished_case).sendButton.enabled


def test_the_question_names_destination_patient_and_report_and_no_sends_nothing(a_finished_case, hands):
    completed(a_finished_case)
    delivery.add(a_finished_case, to_port(free_port(), name="PACS main"))
    part = delivery.part(a_finished_case)
    delivery.ask(a_finished_case, hands)
    assert "PACS main" in part.wheretoLabel.text
    assert "called PACS, calling SLICER · not encrypted" in part.wheretoLabel.text
    assert "SAMPLE" in part.patientLabel.text.upper()
    assert "complete, not verified · version 1" in part.reportLabel.text
    assert "byte for byte as exported" in part.whatLabel.text
    hands.press("Esc")
    assert not part.confirmBox.visible
    assert a_finished_case.desk.message.text == "Nothing was sent."
    delivery.ask(a_finished_case, hands)
    hands.press("Space")

    assert not part.confirmBox.visible
    assert not outbox_file().exists()


def test_f9_asks_from_anywhere_in_the_panel_and_the_whole_question_is_in_sight(a_finished_case, hands):
    completed(a_finished_case)
    delivery.add(a_finished_case, to_port(free_port()))
    a_finished_case.levels.table.focus()
    hands.press("F9")

    delivery.assert_asked(a_finished_case, hands)


def test_leaving_the_module_is_a_no(a_finished_case, a_module, hands):
    completed(a_finished_case)
    delivery.add(a_finished_case, to_port(free_port()))
    delivery.ask(a_finished_case, hands)
    a_module.exit()
    a_module.enter()
    settle()

    assert not delivery.part(a_finished_case).confirmBox.visible
    assert not outbox_file().exists()


def test_an_outbox_that_cannot_be_read_says_so_and_loses_nothing(a_finished_case, hands):
    completed(a_finished_case)
    delivery.add(a_finished_case, to_port(free_port()))
    outbox_file().parent.mkdir(parents=True)
    outbox_file().write_bytes(b"not a database" * 100)
    delivery.wait_until(a_finished_case, lambda: "damaged" in delivery.part(a_finished_case).waitingLabel.text)
    delivery.ask(a_finished_case, hands)
    hands.click(delivery.part(a_finished_case).nowButton)

    assert a_finished_case.desk.message.grave
    assert a_finished_case.desk.message.text.startswith("Not saved, and not sent:")
    assert outbox_file().read_bytes() == b"not a database" * 100


def test_a_worker_that_is_killed_is_replaced(a_finished_case, hands, tmp_path):
    completed(a_finished_case)
    port = free_port()
    delivery.add(a_finished_case, to_port(port))
    delivery.agree(a_finished_case, hands)
    delivery.wait_until(a_finished_case, delivery.sent_says(a_finished_case, "refuses the connection"))
    delivery.end_workers()
    with store_scp(tmp_path, port=port) as server:
        delivery.wait_until(a_finished_case, delivery.sent_says(a_finished_case, "stored at the PACS"))

        assert server.received == 1


def test_return_pressed_twice_on_send_sends_nothing(a_finished_case, hands):
    completed(a_finished_case)
    delivery.add(a_finished_case, to_port(free_port()))
    delivery.part(a_finished_case).sendButton.setFocus()
    hands.press("Space", "Space")

    assert not outbox_file().exists()


def test_a_draft_is_sent_only_after_its_own_words(a_finished_case, hands, tmp_path):
    delivery.export(a_finished_case)
    part = delivery.part(a_finished_case)
    with store_scp(tmp_path) as server:
        delivery.add(a_finished_case, to_port(server.port))
        delivery.ask(a_finished_case, hands)
        assert "DRAFT" in part.draftWarning.text
        assert "Checks that are open" not in part.draftWarning.text
        assert part.nowButton.text == "Send the draft now"
        assert not part.nowButton.enabled
        a_finished_case.panel.sending.send()
        assert not outbox_file().exists(), "not even by a script that calls the button's action"
        hands.click(part.draftCheck)
        hands.click(part.nowButton)
        delivery.wait_until(a_finished_case, delivery.sent_says(a_finished_case, "stored at the PACS"))

        assert [one.PreliminaryFlag for one in delivery.received(server.folder)] == ["PRELIMINARY"]


def test_a_report_that_was_changed_since_its_export_cannot_be_sent(a_finished_case, hands):
    delivery.export(a_finished_case)
    delivery.add(a_finished_case, to_port(free_port()))
    part = delivery.part(a_finished_case)
    assert part.sendButton.enabled, part.sendButton.toolTip
    delivery.ask(a_finished_case, hands)
    a_finished_case.panel.disc.commit("comment", "changed while the question stood")
    settle()
    assert not part.confirmBox.visible
    assert "Nothing was sent" in a_finished_case.desk.message.text

    assert not part.sendButton.enabled
    assert "changed since it was exported: export it again" in part.sendButton.toolTip


def test_the_button_says_every_reason_why_nothing_can_be_sent(a_panel):
    tip = delivery.part(a_panel).sendButton.toolTip

    assert "Export the report first" in tip
    assert "There is no destination yet: add one in Advanced, PACS destinations." in tip


def test_an_exported_file_that_somebody_changed_is_not_sent(a_finished_case, hands):
    path = completed(a_finished_case)
    delivery.add(a_finished_case, to_port(free_port()))
    content = path.read_bytes()
    path.write_bytes(content[:-40] + bytes(40))
    hands.click(delivery.part(a_finished_case).sendButton)
    assert not delivery.part(a_finished_case).confirmBox.visible
    assert a_finished_case.desk.message.grave
    path.unlink()
    hands.click(delivery.part(a_finished_case).sendButton)

    assert "export the report again" in a_finished_case.desk.message.text
    assert not outbox_file().exists()


def test_the_copy_in_the_database_is_sent_where_the_folder_has_the_file_no_more(a_finished_case, hands, tmp_path):
    a_finished_case.panel.closing.complete()
    stored = a_finished_case.panel.closing.export_to_database()
    content = stored.exported.path.read_bytes()
    stored.exported.path.unlink()
    with store_scp(tmp_path) as server:
        delivery.add(a_finished_case, to_port(server.port))
        delivery.agree(a_finished_case, hands)
        delivery.wait_until(a_finished_case, delivery.sent_says(a_finished_case, "stored at the PACS"))
    with Outbox(outbox_file()) as outbox:
        assert outbox.document(kept()[0].uid).content == content


def test_while_the_pacs_is_down_the_report_waits_and_then_goes_without_a_touch(a_finished_case, hands, tmp_path):
    completed(a_finished_case)
    port = free_port()
    delivery.add(a_finished_case, to_port(port, name="PACS main"))
    delivery.agree(a_finished_case, hands)
    delivery.wait_until(a_finished_case, delivery.sent_says(a_finished_case, "refuses the connection"))
    assert "PACS main: waiting." in delivery.part(a_finished_case).sentLabel.text
    assert delivery.part(a_finished_case).waitingLabel.text == "1 report waiting"
    with store_scp(tmp_path, port=port) as server:
        delivery.wait_until(a_finished_case, delivery.sent_says(a_finished_case, "stored at the PACS"))

        assert server.received == 1
    assert delivery.part(a_finished_case).waitingLabel.text == "Nothing waits to be sent."


def test_a_pacs_that_refuses_the_kind_is_offered_the_other_one(a_finished_case, hands, tmp_path):
    completed(a_finished_case)
    part = delivery.part(a_finished_case)
    with misbehaving(tmp_path, "no-sr") as port:
        delivery.add(a_finished_case, to_port(port, name="old PACS", called_ae="EVIL"))
        delivery.agree(a_finished_case, hands)
        delivery.wait_until(a_finished_case, delivery.sent_says(a_finished_case, "needs you"))
    assert part.waitingLabel.text == "1 report waiting (needing you: 1)"
    with store_scp(tmp_path, port=port) as server:
        hands.click(part.workButton)
        hands.click(part.offerButton)
        assert "Comprehensive SR" in a_finished_case.desk.message.text
        delivery.wait_until(a_finished_case, lambda: State.STORED in {one.state for one in kept()})

        classes = [one.SOPClassUID.name for one in delivery.received(server.folder)]
    assert classes == ["Comprehensive SR Storage"]


def test_the_next_start_of_the_module_says_how_many_reports_wait_and_sends_them(
    a_finished_case, a_module, hands, tmp_path
):
    completed(a_finished_case)
    port = free_port()
    delivery.add(a_finished_case, to_port(port))
    delivery.agree(a_finished_case, hands)
    a_module.exit()
    a_module.close()
    settle()
    assert delivery.worker_commands(), "it goes on without the panel"
    delivery.end_workers()
    view = a_module.widgetRepresentation() and a_module.python_widget().view
    a_module.enter()
    settle()
    assert delivery.part(view).waitingLabel.text == "1 report waiting"
    with store_scp(tmp_path, port=port) as server:
        delivery.wait_until(view, lambda: kept()[0].state is State.STORED)

        assert server.received == 1


def test_cancel_needs_a_reason_and_retry_goes_to_the_address_of_today(a_finished_case, hands, tmp_path):
    completed(a_finished_case)
    part = delivery.part(a_finished_case)
    delivery.add(a_finished_case, to_port(free_port()))
    delivery.agree(a_finished_case, hands)
    hands.click(part.workButton)
    delivery.wait_until(a_finished_case, lambda: part.retryButton.enabled)
    assert "Give the reason." in part.cancelButton.toolTip
    part.cancelEdit.setFocus()
    hands.type("wrong PACS")
    hands.click(part.cancelButton)
    assert [one.state for one in kept()] == [State.CANCELLED]
    assert "wrong PACS" in kept()[0].answer
    with store_scp(tmp_path) as server:
        a_finished_case.panel.destinations.choose("pacs")
        a_finished_case.panel.destinations.set(address=f"127.0.0.1:{server.port}")
        a_finished_case.panel.destinations.save()
        delivery.agree(a_finished_case, hands)
        delivery.wait_until(a_finished_case, delivery.sent_says(a_finished_case, "stored at the PACS"))

        assert server.received == 1


def test_a_name_that_means_another_archive_now_never_says_that_this_one_has_the_report(
    a_finished_case, hands, tmp_path
):
    completed(a_finished_case)
    part = delivery.part(a_finished_case)
    with store_scp(tmp_path) as server:
        delivery.add(a_finished_case, to_port(server.port))
        delivery.agree(a_finished_case, hands)
        delivery.wait_until(a_finished_case, delivery.sent_says(a_finished_case, "pacs: stored at the PACS"))
        then = f"pacs (then 127.0.0.1:{server.port} PACS)"
    a_finished_case.panel.destinations.choose("pacs")
    a_finished_case.panel.destinations.set(address="10.0.0.9:104")
    a_finished_case.panel.destinations.save()

    assert f"{then}: stored at the PACS" in part.sentLabel.text
    assert f"This report went to {then}" in part.sendButton.toolTip
    hands.click(part.workButton)
    assert part.workTable.item(0, 1).text() == then


def test_what_is_typed_for_one_line_of_the_work_list_never_holds_for_another(a_finished_case, hands):
    completed(a_finished_case)
    part = delivery.part(a_finished_case)
    for name in ("one", "two"):
        delivery.add(a_finished_case, to_web(free_port(), name=name, login=Login.BASIC, user=name))
        delivery.agree(a_finished_case, hands)
    hands.click(part.workButton)
    delivery.wait_until(a_finished_case, lambda: part.retryButton.enabled)
    assert part.workSecretLabel.text == "Password of two"
    for edit in (part.workSecretEdit, part.cancelEdit):
        edit.setFocus()
        hands.type("for two")
    assert part.cancelButton.enabled
    delivery.add(a_finished_case, to_port(free_port(), name="three"))
    delivery.agree(a_finished_case, hands)
    assert part.workTable.currentRow() == 1, "the cursor stays on the line when another comes on top"
    assert part.cancelEdit.text == "for two"
    hands.click_cell(part.workTable, 2, 0)

    assert part.workSecretLabel.text == "Password of one"
    assert (part.workSecretEdit.text, part.cancelEdit.text) == ("", "")
    assert not part.cancelButton.enabled


def test_what_waits_can_be_written_to_the_folder(a_finished_case, hands, tmp_path):
    exported = completed(a_finished_case)
    delivery.add(a_finished_case, to_port(free_port()))
    delivery.agree(a_finished_case, hands)
    a_finished_case.panel.options.set_folder(str(tmp_path / "out"))
    hands.click(delivery.part(a_finished_case).workButton)
    hands.click(delivery.part(a_finished_case).workExportButton)

    written = list((tmp_path / "out").glob("*.dcm"))
    assert [path.read_bytes() for path in written] == [exported.read_bytes()]


def test_with_its_companions_the_report_goes_first_and_pdf_and_key_slices_follow(a_finished_case, hands, tmp_path):
    completed(a_finished_case)
    part = delivery.part(a_finished_case)
    with store_scp(tmp_path) as server:
        delivery.add(a_finished_case, to_port(server.port))
        delivery.ask(a_finished_case, hands)
        part.companionsCheck.setFocus()
        hands.press("Space")
        assert part.companionsCheck.checked
        hands.click(part.nowButton)
        delivery.wait_until(a_finished_case, lambda: len([one for one in kept() if one.state is State.STORED]) == 3)
        hands.click(part.workButton)
        shown = {part.workTable.item(row, 0).text().split(" 2")[0] for row in range(part.workTable.rowCount)}

        classes = {one.SOPClassUID.name for one in delivery.received(server.folder)}
    assert shown == {"report", "PDF", "key slices"}
    assert classes == {
        "Comprehensive 3D SR Storage", "Encapsulated PDF Storage", "Key Object Selection Document Storage",
    }  # fmt: skip
    assert kept()[0].uid == a_finished_case.desk.logic.status(a_finished_case.desk.node).written.identity[3]


def test_a_password_that_is_refused_pauses_the_web_archive_until_retry_has_the_right_one(a_finished_case, hands):
    completed(a_finished_case)
    part = delivery.part(a_finished_case)
    users = {"AuthenticationEnabled": True, "RegisteredUsers": {"reader": "right"}}
    with web_orthanc(**users) as server:
        delivery.add(a_finished_case, to_web(server.http, login=Login.BASIC, user="reader"))
        delivery.ask(a_finished_case, hands)
        part.sendSecretEdit.setFocus()
        hands.type("wrong")
        hands.click(part.nowButton)
        delivery.wait_until(a_finished_case, lambda: "needing you" in part.waitingLabel.text)
        hands.click(part.workButton)
        assert part.workSecretLabel.text == "Password of reader"
        part.workSecretEdit.setFocus()
        hands.type("right")
        hands.click(part.retryButton)
        delivery.wait_until(a_finished_case, delivery.sent_says(a_finished_case, "stored, and found there"))

    assert part.workSecretEdit.text == ""


def test_without_pynetdicom_a_dicom_destination_says_so_and_how_to_have_it(a_finished_case, monkeypatch):
    import sys

    completed(a_finished_case)
    delivery.add(a_finished_case, to_port(free_port()))
    monkeypatch.setitem(sys.modules, "pynetdicom", None)
    monkeypatch.setattr(sys, "path", [])
    monkeypatch.setattr(sys, "path_importer_cache", {})
    monkeypatch.delitem(sys.modules, "pynetdicom")
    a_finished_case.panel.post.reread_destinations()
    a_finished_case.panel.desk.changed()
    part = delivery.part(a_finished_case)
    assert "pynetdicom is not installed" in part.sendButton.toolTip
    a_finished_case.panel.destinations.choose("pacs")
    assert "Install it over the network, or from its wheel file." in a_finished_case.panel.destinations.state().package
    delivery.add(a_finished_case, to_web(free_port()))

    assert not [line for line in a_finished_case.panel.sending.why_not() if "pynetdicom" in line]
