package dev.plenum.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plenum.load.OutgoingStream.TransportNumbers;
import dev.plenum.rtp.AudioLevel;
import dev.plenum.rtp.RtpPacket;
import dev.plenum.rtp.TransportSequence;
import dev.plenum.sfu.srtp.SrtpProfile;
import org.junit.jupiter.api.Test;

class MicrophoneTest {
  private static final int WIRE_BYTES = 120;

  private final TransportNumbers numbers = new TransportNumbers();
  private final OutgoingStream stream = new OutgoingStream(7, Offer.OPUS, numbers);

  @Test
  void shouldTellHowLoudItIs() {
    RtpPacket packet = first(new Microphone(stream, Role.Sound.SPEECH));

    int at = packet.extensionOffset(Offer.AUDIO_LEVEL_ID);
    assertThat(AudioLevel.voice(packet.bytes(), at)).isTrue();
    assertThat(AudioLevel.level(packet.bytes(), at)).isLessThan(40);
    assertThat(packet.length() + SrtpProfile.AEAD_AES_128_GCM.tagBytes()).isEqualTo(WIRE_BYTES);
  }

  @Test
  void shouldBeQuietWhereNobodySpeaks() {
    RtpPacket packet = first(new Microphone(stream, Role.Sound.BACKGROUND));

    int at = packet.extensionOffset(Offer.AUDIO_LEVEL_ID);
    assertThat(AudioLevel.voice(packet.bytes(), at)).isFalse();
    assertThat(AudioLevel.level(packet.bytes(), at)).isGreaterThan(50);
  }

  @Test
  void shouldShareTransportNumbersWithTheCamera() {
    Microphone microphone = new Microphone(stream, Role.Sound.SPEECH);
    OutgoingStream other = new OutgoingStream(8, Offer.VP8, numbers);

    assertThat(transportNumber(first(microphone))).isZero();
    other.next(0, true).payload(new byte[Stamp.BYTES], 0, Stamp.BYTES);
    assertThat(transportNumber(other.end())).isEqualTo(1);
    assertThat(transportNumber(first(microphone))).isEqualTo(2);
  }

  private RtpPacket first(Microphone microphone) {
    microphone.next();
    return stream.end();
  }

  private static int transportNumber(RtpPacket packet) {
    int at = packet.extensionOffset(Offer.TRANSPORT_SEQUENCE_ID);
    return TransportSequence.read(packet.bytes(), at);
  }
}
