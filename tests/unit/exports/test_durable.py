"""A file is there whole or not at all."""

import pytest

from exports.durable import whole_file


def test_a_file_appears_under_its_name_when_the_block_ends(tmp_path):
    target = tmp_path / "out.bin"
    with whole_file(target) as stream:
        stream.write(b"half")
        assert not target.exists()
        stream.write(b" and whole")
    assert target.read_bytes() == b"half and whole"
    assert [path.name for path in tmp_path.iterdir()] == ["out.bin"]


def test_a_failure_leaves_nothing_new_and_the_old_file_as_it_was(tmp_path):
    target = tmp_path / "out.bin"
    target.write_bytes(b"old")

    def write_half():
        with whole_file(target) as stream:
            stream.write(b"new")
            raise RuntimeError("stop")

    with pytest.raises(RuntimeError, match="stop"):
        write_half()
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["out.bin"]
