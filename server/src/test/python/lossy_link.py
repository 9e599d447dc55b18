"""A link between two network namespaces that loses and delays packets, both ways alike.

lossy_link.py NAMESPACE ADDRESS NAMESPACE ADDRESS --loss PERCENT --delay MS

Each namespace gets a TUN device; what one sends comes out of the other, or not. Runs until its input ends.
"""

import argparse
import collections
import fcntl
import os
import random
import select
import struct
import subprocess
import sys
import time

TUNSETIFF, IFF_TUN, IFF_NO_PI = 0x400454CA, 0x0001, 0x1000
MTU, BURST = 1400, 64


def device(namespace, address, name):
    """The device stays attached to this process when it moves to the namespace."""
    tun = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(tun, TUNSETIFF, struct.pack("16sH", name.encode(), IFF_TUN | IFF_NO_PI))
    run = lambda *command: subprocess.check_call(["ip", *command])
    run("link", "set", name, "netns", namespace)
    run("-n", namespace, "address", "add", address, "dev", name)
    run("-n", namespace, "link", "set", name, "mtu", str(MTU), "up")
    return tun


class Direction:
    def __init__(self, source, target, options):
        self.source, self.target = source, target
        self.loss, self.delay = options.loss / 100, options.delay / 1000
        self.under_way = collections.deque()
        self.taken = self.lost = 0

    def take(self):
        for _ in range(BURST):
            try:
                packet = os.read(self.source, 2048)
            except BlockingIOError:
                return
            self.taken += 1
            if random.random() < self.loss:
                self.lost += 1
            else:
                self.under_way.append((time.monotonic() + self.delay, packet))

    def deliver(self):
        while self.under_way and self.under_way[0][0] <= time.monotonic():
            os.write(self.target, self.under_way.popleft()[1])

    def wait(self):
        return self.under_way[0][0] - time.monotonic() if self.under_way else 1


parser = argparse.ArgumentParser()
for argument in ("from_namespace", "from_address", "to_namespace", "to_address"):
    parser.add_argument(argument)
for option in ("--loss", "--delay"):
    parser.add_argument(option, type=float, required=True)
options = parser.parse_args()
random.seed(1)

one = device(options.from_namespace, options.from_address, f"pl{os.getpid()}a")
other = device(options.to_namespace, options.to_address, f"pl{os.getpid()}b")
ways = {one: Direction(one, other, options), other: Direction(other, one, options)}
print("linked", flush=True)

ended = False
while not ended:
    wait = max(0, min(way.wait() for way in ways.values()))
    readable, _, _ = select.select([sys.stdin, *ways], [], [], wait)
    for source in readable:
        if source is sys.stdin:
            ended = not os.read(sys.stdin.fileno(), 1)
        else:
            ways[source].take()
    for way in ways.values():
        way.deliver()
print("lost", *(f"{way.lost} of {way.taken}" for way in ways.values()), flush=True)
