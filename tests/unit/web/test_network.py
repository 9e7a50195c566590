"""The switch of the home network: off, and then only as far as it says."""

import socket
import threading

import httpx
import pytest

from pasdedeux.web.network import HomeNetwork, _is_private, own_address
from pasdedeux.web.serve import _Second
from pasdedeux.web.site import site
from tests.readings import SECURE


def test_it_is_off_until_somebody_switches_it_on() -> None:
    network = HomeNetwork(port=7417)
    assert not network.is_on
    assert network.address == ""
    assert network.hosts == {"localhost", "127.0.0.1"}


def test_without_anything_to_listen_it_stays_off() -> None:
    network = HomeNetwork(port=7417)
    assert not network.switch_on()
    assert not network.is_on


def test_on_it_answers_to_one_more_name_and_off_to_none() -> None:
    if not own_address():
        pytest.skip("this machine has no address in a private network")
    network, closed = HomeNetwork(port=7417), threading.Event()
    network.listen_by(lambda _host, _port: closed.set)
    assert network.switch_on()
    assert network.hosts == {"localhost", "127.0.0.1", own_address()}
    assert network.address == f"http://{own_address()}:7417"
    network.switch_off()
    assert closed.is_set()
    assert network.hosts == {"localhost", "127.0.0.1"}


def test_the_same_pages_answer_at_a_second_address_until_it_is_closed() -> None:
    app = site((), lambda _: SECURE)
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port = door.getsockname()[1]
    second = _Second(app, "127.0.0.1", port)
    address = f"http://127.0.0.1:{port}/measures"
    assert "Kitchen measures" in httpx.get(address).text
    second.close()
    second._thread.join(timeout=10)
    with pytest.raises(httpx.ConnectError):
        httpx.get(address)


@pytest.mark.parametrize(
    ("address", "is_private"),
    [
        ("192.168.1.5", True),
        ("10.0.0.7", True),
        ("172.16.3.4", True),
        ("172.32.0.1", False),
        ("8.8.8.8", False),
        ("169.254.1.1", False),
        ("127.0.0.1", False),
    ],
)
def test_only_a_home_s_kind_of_address_counts(address: str, *, is_private: bool) -> None:
    assert _is_private(address) is is_private
