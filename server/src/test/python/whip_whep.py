"""A client of another make than browsers: aiortc over WHIP (RFC 9725) or WHEP.

whip_whep.py publish URL   sends a moving picture and a tone until its input ends
whip_whep.py watch URL     ends once it has decoded 30 pictures and audible sound
"""

import asyncio
import fractions
import sys
import urllib.parse
import urllib.request

import av
import numpy
from aiortc import (
    MediaStreamTrack,
    RTCConfiguration,
    RTCPeerConnection,
    RTCSessionDescription,
)

WIDTH, HEIGHT, FRAMES_PER_SECOND = 320, 180, 15
SAMPLES_PER_SECOND, SAMPLES_PER_FRAME, TONE_HZ = 48_000, 960, 440
PICTURES_WANTED, SOUNDS_WANTED = 30, 25
AUDIBLE = 500
# aiortc offers it under the number of another extension of the same bundle, which RFC 8843 forbids.
CLASHING_EXTENSION = "ssrc-audio-level"


class Picture(MediaStreamTrack):
    """A white bar that wanders over grey."""

    kind = "video"
    count = 0

    async def recv(self):
        await asyncio.sleep(1 / FRAMES_PER_SECOND)
        self.count += 1
        image = numpy.full((HEIGHT, WIDTH, 3), 96, dtype=numpy.uint8)
        left = self.count * 8 % (WIDTH - 32)
        image[:, left : left + 32] = 255
        frame = av.VideoFrame.from_ndarray(image, format="rgb24")
        frame.pts = self.count * 90_000 // FRAMES_PER_SECOND
        frame.time_base = fractions.Fraction(1, 90_000)
        return frame


class Tone(MediaStreamTrack):
    kind = "audio"
    count = 0

    async def recv(self):
        await asyncio.sleep(SAMPLES_PER_FRAME / SAMPLES_PER_SECOND)
        first = self.count * SAMPLES_PER_FRAME
        self.count += 1
        at = numpy.arange(first, first + SAMPLES_PER_FRAME) / SAMPLES_PER_SECOND
        wave = (numpy.sin(2 * numpy.pi * TONE_HZ * at) * 8_000).astype(numpy.int16)
        frame = av.AudioFrame.from_ndarray(wave.reshape(1, -1), format="s16", layout="mono")
        frame.sample_rate = SAMPLES_PER_SECOND
        frame.pts = first
        frame.time_base = fractions.Fraction(1, SAMPLES_PER_SECOND)
        return frame


def request(method, url, body=None):
    headers = {"Content-Type": "application/sdp"} if body else {}
    return urllib.request.urlopen(
        urllib.request.Request(url, body, headers, method=method), timeout=20
    )


async def negotiate(peer, url):
    """Returns the URL of the session."""
    await peer.setLocalDescription(await peer.createOffer())
    lines = peer.localDescription.sdp.splitlines(keepends=True)
    offer = "".join(line for line in lines if CLASHING_EXTENSION not in line)
    response = await asyncio.to_thread(request, "POST", url, offer.encode())
    answer = RTCSessionDescription(response.read().decode(), "answer")
    await peer.setRemoteDescription(answer)
    return urllib.parse.urljoin(url, response.headers["Location"])


async def publish(peer, url):
    peer.addTransceiver(Tone(), direction="sendonly")
    peer.addTransceiver(Picture(), direction="sendonly")
    session = await negotiate(peer, url)
    print("publishing", flush=True)
    await asyncio.to_thread(sys.stdin.read)
    await asyncio.to_thread(request, "DELETE", session)


async def watch(peer, url):
    sound = peer.addTransceiver("audio", direction="recvonly").receiver
    picture = peer.addTransceiver("video", direction="recvonly").receiver
    session = await negotiate(peer, url)
    await asyncio.gather(
        decode(sound.track, SOUNDS_WANTED, is_audible),
        decode(picture.track, PICTURES_WANTED, lambda frame: True),
    )
    print("decoded", flush=True)
    await asyncio.to_thread(request, "DELETE", session)


def is_audible(frame):
    return numpy.abs(frame.to_ndarray()).max() > AUDIBLE


async def decode(track, count, wanted):
    while count > 0:
        if wanted(await track.recv()):
            count -= 1


async def main(what, url):
    peer = RTCPeerConnection(RTCConfiguration(iceServers=[]))
    try:
        await {"publish": publish, "watch": watch}[what](peer, url)
    finally:
        await peer.close()


asyncio.run(main(*sys.argv[1:]))
