"""A link between two network namespaces, whose two directions can be made bad, each in its own way and at any time.

emulated_link.py NAMESPACE ADDRESS NAMESPACE ADDRESS

Each namespace gets a TUN device; what one sends comes out of the other, or not. "linked" says that it works. A line such as

    down rate=400 queue=300 delay=20 jitter=5 loss=2

on the standard input changes what goes from the first namespace to the second ("up" for the other way); what it does not
name is not limited. It is answered by "changed". Packets pass a queue in front of a line of so many kbit/s, which loses what
would wait longer than "queue" ms; then the share of "loss" % is lost; the others take "delay" ± "jitter" ms, each packet on its
own, so that they overtake each other (as with netem). At the end of its input it says what each direction lost, and ends.
"""

import argparse
import collections
import fcntl
import heapq
import itertools
import os
import random
import select
import struct
import subprocess
import sys
import time

TUNSETIFF, IFF_TUN, IFF_NO_PI = 0x400454CA, 0x0001, 0x1000
MTU, BURST = 1400, 64
IDLE_SECONDS = 1


def be_punctual():
    """A busy machine is not to look like a bad link."""
    try:
        os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1))
    except PermissionError:
        print("emulated_link.py: may not have real-time priority, so a busy machine adds delay", file=sys.stderr)


def device(namespace, address, peer, name):
    """The device stays attached to this process when it moves to the namespace."""
    tun = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(tun, TUNSETIFF, struct.pack("16sH", name.encode(), IFF_TUN | IFF_NO_PI))
    run = lambda *command: subprocess.check_call(["ip", *command])
    run("link", "set", name, "netns", namespace)
    run("-n", namespace, "address", "add", address, "peer", peer, "dev", name)
    run("-n", namespace, "link", "set", name, "mtu", str(MTU), "up")
    return tun


class Direction:
    def __init__(self, source, target):
        self.source, self.target = source, target
        self.waiting, self.waiting_bytes, self.line_free = collections.deque(), 0, 0.0
        self.under_way, self.order = [], itertools.count()
        self.taken = self.overflowed = self.lost = 0
        self.change({})

    def change(self, conditions):
        """Of a link that is not limited in any way, but for these."""
        self.bytes_per_second = conditions.pop("rate", 0) * 1000 / 8
        self.queue, self.delay, self.jitter = (conditions.pop(name, 0) / 1000 for name in ("queue", "delay", "jitter"))
        self.loss = conditions.pop("loss", 0) / 100
        if conditions:
            sys.exit(f"unknown: {', '.join(conditions)}")

    def take(self):
        for _ in range(BURST):
            try:
                packet = os.read(self.source, 2048)
            except BlockingIOError:
                return
            self.taken += 1
            if self.waiting_bytes > self.queue * self.bytes_per_second > 0:
                self.overflowed += 1
            else:
                self.waiting.append((time.monotonic(), packet))
                self.waiting_bytes += len(packet)

    def send(self, now):
        """Puts on the line what its rate allows, and hands over what has come through."""
        while self.waiting and self.line_free <= now:
            came, packet = self.waiting.popleft()
            self.waiting_bytes -= len(packet)
            seconds = len(packet) / self.bytes_per_second if self.bytes_per_second else 0
            self.line_free = max(self.line_free, came) + seconds
            if random.random() < self.loss:
                self.lost += 1
            else:
                due = self.line_free + max(0, self.delay + random.uniform(-self.jitter, self.jitter))
                heapq.heappush(self.under_way, (due, next(self.order), packet))
        while self.under_way and self.under_way[0][0] <= now:
            os.write(self.target, heapq.heappop(self.under_way)[2])

    def next(self):
        """When there is something to do again."""
        line = self.line_free if self.waiting else float("inf")
        return min(line, self.under_way[0][0]) if self.under_way else line


parser = argparse.ArgumentParser()
for argument in ("one_namespace", "one_address", "other_namespace", "other_address"):
    parser.add_argument(argument)
options = parser.parse_args()
random.seed(1)
be_punctual()

one = device(options.one_namespace, options.one_address, options.other_address, f"pl{os.getpid()}a")
other = device(options.other_namespace, options.other_address, options.one_address, f"pl{os.getpid()}b")
down, up = Direction(one, other), Direction(other, one)
ways = {one: down, other: up}
print("linked", flush=True)

while True:
    wait = min(way.next() for way in ways.values()) - time.monotonic()
    readable, _, _ = select.select([sys.stdin, *ways], [], [], max(0, min(wait, IDLE_SECONDS)))
    for source in readable:
        if source in ways:
            ways[source].take()
    if sys.stdin in readable:
        line = sys.stdin.readline().split()
        if not line:
            break
        {"down": down, "up": up}[line[0]].change({name: float(value) for name, value in (word.split("=") for word in line[1:])})
        print("changed", flush=True)
    for way in ways.values():
        way.send(time.monotonic())
for name, way in (("down", down), ("up", up)):
    print(f"{name}: {way.taken} packets, {way.overflowed} did not fit, {way.lost} lost", flush=True)
