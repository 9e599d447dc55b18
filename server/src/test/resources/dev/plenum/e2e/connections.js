/**
 * What the browser itself counts about a page's newest peer connection, summed over its m-lines, and when the page sent its
 * last offer and showed its last picture of somebody else.
 */
const LOOK_MS = 50;

class Connections {
  /** @type {RTCPeerConnection[]} */
  all = [];
  offeredMs = 0;
  /** When each decoded frame of somebody else's was presented, by the page's clock. */
  framesMs = [];
  #watched = new WeakSet();

  async figures() {
    const reports = [...(await this.all.at(-1).getStats()).values()];
    const sum = (type, kind, field) =>
      reports.filter(report => report.type === type && report.kind === kind).reduce((total, report) => total + (report[field] ?? 0), 0);
    const transport = reports.find(({ type }) => type === 'transport');
    const pair = reports.find(({ id }) => id === transport?.selectedCandidatePairId);
    return {
      protocol: reports.find(({ id }) => id === pair?.localCandidateId)?.protocol ?? '',
      packetsReceived: sum('inbound-rtp', 'video', 'packetsReceived'),
      packetsLost: sum('inbound-rtp', 'video', 'packetsLost'),
      packetsRetransmitted: sum('inbound-rtp', 'video', 'retransmittedPacketsReceived'),
      framesReceived: sum('inbound-rtp', 'video', 'framesReceived'),
      framesDecoded: sum('inbound-rtp', 'video', 'framesDecoded'),
      framesDropped: sum('inbound-rtp', 'video', 'framesDropped'),
      freezes: sum('inbound-rtp', 'video', 'freezeCount'),
      freezesSeconds: sum('inbound-rtp', 'video', 'totalFreezesDuration'),
      keyFrameRequests: sum('inbound-rtp', 'video', 'pliCount'),
      nacks: sum('inbound-rtp', 'video', 'nackCount'),
      keyFramesDecoded: sum('inbound-rtp', 'video', 'keyFramesDecoded'),
      jitterBufferSeconds: sum('inbound-rtp', 'video', 'jitterBufferDelay'),
      jitterBufferTargetSeconds: sum('inbound-rtp', 'video', 'jitterBufferTargetDelay'),
      jitterBufferFrames: sum('inbound-rtp', 'video', 'jitterBufferEmittedCount'),
      audioEnergy: sum('inbound-rtp', 'audio', 'totalAudioEnergy'),
      framesSent: sum('outbound-rtp', 'video', 'framesSent'),
      packetsSent: sum('outbound-rtp', 'video', 'packetsSent'),
    };
  }

  /** How long after the last offer the first picture was shown; 0 if none has been yet. */
  backMs() {
    return Math.max(0, (this.framesMs.find(atMs => atMs > this.offeredMs) ?? 0) - this.offeredMs);
  }

  look() {
    for (const video of document.querySelectorAll('[data-testid=tile]:not([data-self=true]) video')) {
      if (this.#watched.has(video)) continue;
      this.#watched.add(video);
      this.#watch(video);
    }
  }

  #watch(video) {
    video.requestVideoFrameCallback(now => {
      this.framesMs.push(now);
      this.#watch(video);
    });
  }
}

const connections = new Connections();
window.connections = connections;
setInterval(() => connections.look(), LOOK_MS);

window.RTCPeerConnection = class extends RTCPeerConnection {
  constructor(...options) {
    super(...options);
    connections.all.push(this);
  }
};

const send = WebSocket.prototype.send;
WebSocket.prototype.send = function (text) {
  const { t, offer } = JSON.parse(text);
  if (t === 'offer' || offer) connections.offeredMs = performance.now();
  return send.call(this, text);
};
