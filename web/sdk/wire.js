/**
 * The messages of `plenum.v1` as types, see docs/protocol.md. Nothing here runs.
 *
 * @typedef {'microphone' | 'camera' | 'screen' | 'screenAudio'} Kind
 * @typedef {'self' | 'moderator' | 'policy'} MuteAuthor
 * @typedef {{csrc: number, muted?: false | MuteAuthor, e2ee?: boolean, meta?: any}} SourceState
 * @typedef {{pid: string, name: string, role: string, state: 'connected' | 'reconnecting', hand: number | null,
 *   metadata?: any, attributes?: any, sources: Partial<Record<Kind, SourceState>>}} Person
 * @typedef {{publish: Kind[], subscribe: boolean, chat: boolean, data: boolean, moderate: boolean, updateMe: boolean,
 *   hidden: boolean}} Permissions
 * @typedef {Partial<Record<Kind, {csrc: number, mid: string}>>} OwnSources
 * @typedef {{pid: string, name: string, identity?: string, role: string, can: Permissions, sources?: OwnSources}} Me
 * @typedef {'left' | 'removed' | 'replaced' | 'lost'} Departure
 * @typedef {{mid: string, kind: Kind, muted?: boolean}} Sending
 * @typedef {{csrc: number, w: number, h: number, prio: number}} AskedTile
 * @typedef {'muted' | 'bandwidth' | 'inactive' | 'unsupported'} PauseReason
 * @typedef {{mid: string, csrc: number, paused?: PauseReason}} SlotPlan
 * @typedef {{rid: string, active: boolean, maxBitrate?: number, scale?: number}} EncodingWish `maxBitrate` in bits per second,
 *   `scale` as `scaleResolutionDownBy`; without them as the layer began
 * @typedef {{topic: string, mid: string, from: string, name: string, body: any, time: string, to?: string[]}} DataMessage
 *
 * @typedef {{t: 'joined', re: number, rev: number, n?: number, answer?: string, me: Me, room: {name: string, locked?: boolean},
 *   ticket: string, pingMs: number, features?: string[], count: number, people: Person[], more?: boolean}} Joined
 * @typedef {{t: 'resumed', re: number, rev: number, ticket: string, full: boolean, put?: Person[], del?: [string, Departure][],
 *   people?: Person[], count?: number, more?: boolean, slots?: SlotPlan[], speakers?: number[], me: Me,
 *   room?: {name: string, locked?: boolean}, n?: number, answer?: string, pingMs?: number,
 *   features?: string[]}} Resumed
 * @typedef {{t: 'roster', rev: number, full?: boolean, put: Person[], del: [string, Departure][], more?: boolean,
 *   count?: number}} RosterDelta `full` begins a whole roster
 * @typedef {{t: 'answer', re: number, n: number, sdp: string, sources?: OwnSources}} Answer
 * @typedef {{t: 'encodings', csrc: number, mid: string, set: EncodingWish[]}} SourceEncodings
 * @typedef {{t: 'bye', reason: string, action: 'resume' | 'rejoin' | 'stop', afterMs?: number, url?: string}} Bye
 *
 * @typedef {{version: string, development: boolean, codecs: {video: string[], audio: string[]},
 *   slots: {audio: number, screenAudio: number, video: number, phone: number, steps: number[]}, pingMs: number,
 *   features?: string[]}} Config
 */
export {};
