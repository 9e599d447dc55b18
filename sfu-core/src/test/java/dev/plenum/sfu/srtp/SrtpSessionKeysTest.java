package dev.plenum.sfu.srtp;

import static dev.plenum.sfu.srtp.SrtpVectors.hex;
import static dev.plenum.sfu.srtp.SrtpVectors.slice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SrtpSessionKeysTest {

  @Test
  void shouldDeriveKeysOfRfc3711AppendixB3() {
    SrtpSessionKeys keys =
        SrtpSessionKeys.derive(
            SrtpProfile.AES128_CM_HMAC_SHA1_80,
            hex("E1F97A0D3E018BE0D64FA32C06DE4139"),
            hex("0EC675AD498AFEEBB6960B3AABE6"));

    assertThat(keys.rtp().cipherKey()).isEqualTo(hex("C61E7A93744F39EE10734AFE3FF7A087"));
    assertThat(keys.rtp().salt()).isEqualTo(hex("30CBBC08863D8C85D49DB34A9AE1"));
    assertThat(keys.rtp().authKey()).isEqualTo(hex("CEBE321F6FF7716B6FD4AB49AF256A156D38BAA4"));
  }

  @Test
  void shouldMakeKeyStreamOfRfc3711AppendixB2() {
    SrtpSessionKeys.StreamKeys stream =
        new SrtpSessionKeys.StreamKeys(
            hex("2B7E151628AED2A6ABF7158809CF4F3C"),
            new byte[20],
            hex("F0F1F2F3F4F5F6F7F8F9FAFBFCFD"));
    SrtpCipher cipher =
        SrtpEngine.jce()
            .open(new SrtpSessionKeys(SrtpProfile.AES128_CM_HMAC_SHA1_80, stream, stream));
    byte[] packet = new byte[12 + 48 + 10];

    cipher.protect(packet, 0, 12 + 48, 12, 0);

    assertThat(slice(packet, 12, 48))
        .isEqualTo(
            hex(
                "E03EAD0935C95E80E166B16DD92B4EB4",
                "D23513162B02D0F72A43A2FE4A5F97AB",
                "41E95B3BB0A2E8DD477901E4FCA894C0"));
  }

  @Test
  void shouldNeverPrintKeys() {
    SrtpKeys keys = SrtpVectors.keys(SrtpProfile.AEAD_AES_128_GCM);

    assertThat(keys).hasToString("SrtpKeys[AEAD_AES_128_GCM]");
    assertThat(keys.client().toString()).doesNotContain("[B@").doesNotContain("0102");
  }

  @Test
  void shouldRefuseKeysOfAnotherProfile() {
    assertThatThrownBy(
            () ->
                new SrtpKeys(
                    SrtpProfile.AEAD_AES_128_GCM,
                    new byte[16],
                    new byte[14],
                    new byte[16],
                    new byte[14]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldKnowProfilesByTheirDtlsNumber() {
    assertThat(SrtpProfile.ofDtlsId(7)).contains(SrtpProfile.AEAD_AES_128_GCM);
    assertThat(SrtpProfile.ofDtlsId(1)).contains(SrtpProfile.AES128_CM_HMAC_SHA1_80);
    assertThat(SrtpProfile.ofDtlsId(2)).isEmpty();
  }
}
