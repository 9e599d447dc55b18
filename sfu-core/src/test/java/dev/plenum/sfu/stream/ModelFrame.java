package dev.plenum.sfu.stream;

import java.util.List;

/**
 * A frame of a {@link ModelEncoder}, as the decoder model knows it.
 *
 * @param id counts the stream's frames in the order of decoding
 * @param picture counts the stream's pictures
 * @param references ids of the frames that a decoder must have
 * @param last whether no frame of the picture follows at the publisher
 */
record ModelFrame(
    int stream,
    int id,
    int picture,
    int spatial,
    int temporal,
    boolean key,
    List<Integer> references,
    int packets,
    boolean last) {}
