package dev.plenum.sfu.stream;

import dev.plenum.rtp.codec.Codec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A short film that ffmpeg encodes and decodes, frame by frame with the checksums of its pictures.
 * Every 16th frame is a key frame; VP8 has three temporal layers.
 *
 * @param frames as they are encoded; of H.264 with start codes
 * @param checksums of the decoded pictures
 */
record EncodedFilm(List<byte[]> frames, List<String> checksums) {
  private static final int FRAMES = 128;
  private static final int IVF_HEADER_BYTES = 32;
  private static final int IVF_FRAME_HEADER_BYTES = 12;
  private static final int ACCESS_UNIT_DELIMITER = 9;

  private static final String VP8 =
      "-c:v libvpx -g 16 -deadline realtime -cpu-used 8 -b:v 200k -error-resilient 1"
          + " -ts-parameters ts_number_layers=3:ts_target_bitrate=80,120,200"
          + ":ts_rate_decimator=4,2,1:ts_periodicity=4:ts_layer_id=0,2,1,2:ts_layering_mode=3";
  private static final String H264 =
      "-c:v libx264 -profile:v baseline -pix_fmt yuv420p -preset ultrafast -b:v 200k -bf 0"
          + " -x264-params keyint=16:min-keyint=16:scenecut=0:repeat-headers=1:aud=1:slices=1";

  static EncodedFilm make(Codec codec, String pattern, int width, int height, Path directory)
      throws IOException, InterruptedException {
    Path file = directory.resolve(codec + "-" + pattern + height + suffix(codec));
    String picture = pattern + "=size=" + width + "x" + height + ":rate=30";
    ffmpeg(
        ("-y -f lavfi -i " + picture + " -frames:v " + FRAMES + " ")
            + (codec == Codec.VP8 ? VP8 : H264)
            + " "
            + file);
    byte[] bytes = Files.readAllBytes(file);
    List<byte[]> frames = codec == Codec.VP8 ? ivfFrames(bytes) : accessUnits(bytes);
    return new EncodedFilm(frames, decode(file));
  }

  /** Decodes a film, without a word of complaint, into its pictures' checksums. */
  static List<String> decode(Path file) throws IOException, InterruptedException {
    String checksums = ffmpeg("-i " + file + " -autoscale 0 -fps_mode passthrough -f framemd5 -");
    return checksums
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.substring(line.lastIndexOf(',') + 1).strip())
        .toList();
  }

  static String suffix(Codec codec) {
    return codec == Codec.VP8 ? ".ivf" : ".h264";
  }

  /** A film of these frames. */
  static void write(Codec codec, List<byte[]> frames, Path file) throws IOException {
    int total = frames.stream().mapToInt(frame -> frame.length + IVF_FRAME_HEADER_BYTES).sum();
    ByteBuffer out = ByteBuffer.allocate(total + IVF_HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    if (codec == Codec.VP8) {
      out.put("DKIF".getBytes(StandardCharsets.US_ASCII)).putShort((short) 0);
      out.putShort((short) IVF_HEADER_BYTES).put("VP80".getBytes(StandardCharsets.US_ASCII));
      out.putShort((short) 160).putShort((short) 90).putInt(30).putInt(1);
      out.putInt(frames.size()).putInt(0);
    }
    for (int i = 0; i < frames.size(); i++) {
      if (codec == Codec.VP8) {
        out.putInt(frames.get(i).length).putLong(i);
      }
      out.put(frames.get(i));
    }
    Files.write(file, Arrays.copyOf(out.array(), out.position()));
  }

  private static List<byte[]> ivfFrames(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    List<byte[]> frames = new ArrayList<>();
    for (int at = IVF_HEADER_BYTES; at < bytes.length; ) {
      int end = at + IVF_FRAME_HEADER_BYTES + in.getInt(at);
      frames.add(Arrays.copyOfRange(bytes, at + IVF_FRAME_HEADER_BYTES, end));
      at = end;
    }
    return frames;
  }

  /** Each begins with a delimiter. */
  private static List<byte[]> accessUnits(byte[] bytes) {
    List<byte[]> units = new ArrayList<>();
    int begin = 0;
    for (int at = 4; at < bytes.length - 4; at++) {
      if (isStartCode(bytes, at) && (bytes[at + 4] & 0x1f) == ACCESS_UNIT_DELIMITER) {
        units.add(Arrays.copyOfRange(bytes, begin, at));
        begin = at;
      }
    }
    units.add(Arrays.copyOfRange(bytes, begin, bytes.length));
    return units;
  }

  private static boolean isStartCode(byte[] bytes, int at) {
    return bytes[at] == 0 && bytes[at + 1] == 0 && bytes[at + 2] == 0 && bytes[at + 3] == 1;
  }

  /** The NAL units of an access unit, without start codes of three or four bytes. */
  static List<byte[]> units(byte[] accessUnit) {
    List<byte[]> units = new ArrayList<>();
    int begin = -1;
    for (int at = 0; at < accessUnit.length - 2; at++) {
      if (accessUnit[at] == 0 && accessUnit[at + 1] == 0 && accessUnit[at + 2] == 1) {
        if (begin >= 0) {
          int end = accessUnit[at - 1] == 0 ? at - 1 : at;
          units.add(Arrays.copyOfRange(accessUnit, begin, end));
        }
        begin = at + 3;
        at += 2;
      }
    }
    units.add(Arrays.copyOfRange(accessUnit, begin, accessUnit.length));
    return units;
  }

  private static String ffmpeg(String arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("ffmpeg", "-v", "warning", "-nostdin"));
    command.addAll(List.of(arguments.strip().split(" +")));
    Path errors = Files.createTempFile("ffmpeg", ".log");
    try {
      Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      String complaints = Files.readString(errors);
      if (process.waitFor() != 0 || !complaints.isEmpty()) {
        throw new AssertionError("ffmpeg complains: " + complaints);
      }
      return out;
    } finally {
      Files.delete(errors);
    }
  }
}
