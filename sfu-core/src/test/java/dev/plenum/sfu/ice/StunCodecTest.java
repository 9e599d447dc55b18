package dev.plenum.sfu.ice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plenum.sfu.ice.BindingRequest.Role;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StunCodecTest {
  /** RFC 5769 §2.1: sample request with MESSAGE-INTEGRITY and FINGERPRINT. */
  private static final byte[] RFC_5769_REQUEST =
      HexFormat.of()
          .parseHex(
              "000100582112a442b7e7a701bc34d686fa87dfae"
                  + "802200105354554e207465737420636c69656e74"
                  + "002400046e0001ff"
                  + "80290008932ff9b151263b36"
                  + "000600096576746a3a68367659202020"
                  + "000800149aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a2"
                  + "80280004e57a3bcf");

  private static final String RFC_5769_PASSWORD = "VOkJxbRl1RmTxUk/WvJxBt";

  private static final String PWD = "abcdefghijklmnopqrstuvwx";
  private static final IcePath IPV4 = new IcePath(0, 0xFFFF_C000_0201L, 32853);
  private static final IcePath IPV6 =
      new IcePath(0x2001_0db8_1234_5678L, 0x0011_2233_4455_6677L, 32853);

  @Test
  void shouldDecodeRequestOfRfc5769() {
    BindingRequest request = request(RFC_5769_REQUEST);

    assertThat(request.localUfrag()).isEqualTo("evtj");
    assertThat(request.remoteUfrag()).isEqualTo("h6vY");
    assertThat(request.priority()).isEqualTo(0x6e0001ffL);
    assertThat(request.useCandidate()).isFalse();
    assertThat(request.role()).isEqualTo(Role.CONTROLLED);
    assertThat(request.tieBreaker()).isEqualTo(0x932ff9b151263b36L);
    assertThat(request.isAuthentic(RFC_5769_PASSWORD)).isTrue();
    assertThat(request.isAuthentic(RFC_5769_PASSWORD + "x")).isFalse();
  }

  @Test
  void shouldDecodeInTheMiddleOfAnArray() {
    byte[] batch = new byte[2048];
    System.arraycopy(RFC_5769_REQUEST, 0, batch, 700, RFC_5769_REQUEST.length);

    assertThat(StunCodec.decode(batch, 700, RFC_5769_REQUEST.length))
        .isInstanceOfSatisfying(
            BindingRequest.class,
            request -> assertThat(request.isAuthentic(RFC_5769_PASSWORD)).isTrue());
  }

  /** RFC 5769 §2.2 for what is answered. */
  @Test
  void shouldAnswerWithTheIpv4AddressOfRfc5769() {
    byte[] response = StunResponse.success(request(RFC_5769_REQUEST), IPV4, RFC_5769_PASSWORD);

    StunView view = new StunView(response);
    assertThat(view.type()).isEqualTo(0x0101);
    assertThat(Arrays.copyOfRange(response, 4, 20))
        .isEqualTo(Arrays.copyOfRange(RFC_5769_REQUEST, 4, 20));
    assertThat(view.value(0x0020)).isEqualTo(HexFormat.of().parseHex("0001a147e112a643"));
    view.assertSignedWith(RFC_5769_PASSWORD);
  }

  /** RFC 5769 §2.3 for what is answered. */
  @Test
  void shouldAnswerWithTheIpv6AddressOfRfc5769() {
    byte[] response = StunResponse.success(request(RFC_5769_REQUEST), IPV6, RFC_5769_PASSWORD);

    StunView view = new StunView(response);
    assertThat(view.value(0x0020))
        .isEqualTo(HexFormat.of().parseHex("0002a1470113a9faa5d3f179bc25f4b5bed2b9d9"));
    view.assertSignedWith(RFC_5769_PASSWORD);
  }

  @ParameterizedTest
  @ValueSource(chars = {400, 401, 420, 487})
  void shouldComposeErrors(char code) {
    BindingRequest request =
        request(StunMessages.request().username("a:b").with(0x0030, (byte) 1).signed(PWD).bytes());

    StunView signed = new StunView(StunResponse.error(request, code, PWD));
    StunView unsigned = new StunView(StunResponse.error(request, code, null));

    assertThat(signed.type()).isEqualTo(0x0111);
    assertThat(signed.errorCode()).isEqualTo(code);
    signed.assertSignedWith(PWD);
    assertThat(unsigned.errorCode()).isEqualTo(code);
    assertThat(unsigned.has(StunMessages.INTEGRITY)).isFalse();
    unsigned.assertFingerprint();
    assertThat(signed.has(0x000A)).isEqualTo(code == 420);
    if (code == 420) {
      assertThat(signed.value(0x000A)).startsWith(0x00, 0x30);
    }
  }

  @Test
  void shouldSeeNominationAndRole() {
    BindingRequest request = request(StunMessages.check("ours", PWD, 0xFFFF_FFFFL, true));

    assertThat(request.localUfrag()).isEqualTo("ours");
    assertThat(request.remoteUfrag()).isEqualTo("peer");
    assertThat(request.useCandidate()).isTrue();
    assertThat(request.role()).isEqualTo(Role.CONTROLLING);
    assertThat(request.isAuthentic(PWD)).isTrue();
  }

  /** Else somebody on the way could nominate a path with a captured check. */
  @Test
  void shouldIgnoreWhatFollowsTheIntegrity() {
    byte[] check =
        StunMessages.request()
            .username("ours:peer")
            .signed(PWD)
            .with(StunMessages.USE_CANDIDATE)
            .with(StunMessages.PRIORITY, new byte[] {1, 2, 3, 4})
            .fingerprinted()
            .bytes();

    BindingRequest request = request(check);

    assertThat(request.isAuthentic(PWD)).isTrue();
    assertThat(request.useCandidate()).isFalse();
    assertThat(request.priority()).isZero();
  }

  @Test
  void shouldNotBeFooledByASecondIntegrity() {
    byte[] check =
        StunMessages.request().username("ours:peer").with(8, new byte[20]).signed(PWD).bytes();

    assertThat(request(check).isAuthentic(PWD)).isFalse();
  }

  @Test
  void shouldNameWhyADatagramIsDropped() {
    assertThat(StunCodec.decode(new byte[19], 0, 19)).isEqualTo(StunDrop.NOT_STUN);
    assertThat(StunCodec.decode(new byte[20], 0, 20)).isEqualTo(StunDrop.NOT_STUN);
    assertThat(decode(StunMessages.ofType(0x0011).bytes())).isEqualTo(StunDrop.INDICATION);
    assertThat(decode(StunMessages.ofType(0x0101).bytes())).isEqualTo(StunDrop.RESPONSE);
    assertThat(decode(StunMessages.ofType(0x0111).bytes())).isEqualTo(StunDrop.RESPONSE);
    assertThat(decode(StunMessages.ofType(0x0003).bytes())).isEqualTo(StunDrop.OTHER_METHOD);
    assertThat(decode(Arrays.copyOf(RFC_5769_REQUEST, RFC_5769_REQUEST.length - 4)))
        .isEqualTo(StunDrop.NOT_STUN);
    byte[] wrongFingerprint = RFC_5769_REQUEST.clone();
    wrongFingerprint[wrongFingerprint.length - 1] ^= 1;
    assertThat(decode(wrongFingerprint)).isEqualTo(StunDrop.MALFORMED);
    byte[] shortIntegrity = StunMessages.request().with(8, new byte[16]).bytes();
    assertThat(decode(shortIntegrity)).isEqualTo(StunDrop.MALFORMED);
  }

  @Test
  void shouldTakeRequestsWithoutCredentialsAsIncomplete() {
    assertThat(request(StunMessages.request().bytes()).isComplete()).isFalse();
    assertThat(request(StunMessages.request().signed(PWD).bytes()).isComplete()).isFalse();
    assertThat(request(StunMessages.request().username("a:b").bytes()).isComplete()).isFalse();
    assertThat(request(StunMessages.request().username("ab").signed(PWD).bytes()).isComplete())
        .isFalse();
    assertThat(request(StunMessages.request().bytes()).isAuthentic(PWD)).isFalse();
  }

  @Test
  void shouldNotTakeAnyChangedBitForAuthentic() {
    byte[] check =
        StunMessages.request()
            .username("ours:peer")
            .with(StunMessages.PRIORITY, new byte[4])
            .signed(PWD)
            .bytes();

    for (int bit = 0; bit < check.length * Byte.SIZE; bit++) {
      byte[] forged = check.clone();
      forged[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
      if (decode(forged) instanceof BindingRequest request) {
        assertThat(request.isAuthentic(PWD)).as("bit %d", bit).isFalse();
      }
    }
  }

  @Test
  void shouldNeverThrowOnMutatedRequests() {
    Random random = new Random(5389);
    for (int i = 0; i < 100_000; i++) {
      byte[] mutated = RFC_5769_REQUEST.clone();
      for (int n = random.nextInt(6); n >= 0; n--) {
        mutated[20 + random.nextInt(mutated.length - 20)] = (byte) random.nextInt();
      }
      int length = 20 + 4 * random.nextInt((mutated.length - 20) / 4);
      ByteBuffer.wrap(mutated).putShort(2, (short) (length - 20));
      StunDecoded decoded = StunCodec.decode(mutated, 0, length);
      if (decoded instanceof BindingRequest request) {
        assertThat(request.isAuthentic(PWD)).isFalse();
        assertThat(StunResponse.error(request, (char) 420, PWD)).isNotEmpty();
      }
    }
  }

  private static StunDecoded decode(byte[] bytes) {
    return StunCodec.decode(bytes, 0, bytes.length);
  }

  private static BindingRequest request(byte[] bytes) {
    StunDecoded decoded = decode(bytes);
    assertThat(decoded).isInstanceOf(BindingRequest.class);
    return (BindingRequest) decoded;
  }
}
