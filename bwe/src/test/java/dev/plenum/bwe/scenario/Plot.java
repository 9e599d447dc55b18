package dev.plenum.bwe.scenario;

import dev.plenum.bwe.testkit.Bottleneck;
import dev.plenum.bwe.testkit.Testbed;
import dev.plenum.bwe.testkit.Units;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.LongToDoubleFunction;
import javax.imageio.ImageIO;

/** Rates against capacity, and the queue below them, over time: one pair for each direction. */
final class Plot {
  private static final int WIDTH = 1200;
  private static final int RATES_HEIGHT = 360;
  private static final int QUEUE_HEIGHT = 140;
  private static final int LEFT = 70;
  private static final int RIGHT = 40;
  private static final int TOP = 36;
  private static final int BOTTOM = 24;
  private static final int POINTS = 550;
  private static final long RATE_WINDOW_NANOS = Units.millis(500);
  private static final Color[] COLOURS = {
    new Color(0x1f77b4), new Color(0xd62728), new Color(0x2ca02c), new Color(0x9467bd),
    new Color(0xff7f0e), new Color(0x8c564b), new Color(0xe377c2), new Color(0x17becf)
  };

  private final Graphics2D graphics;
  private final long durationNanos;
  private int top;
  private int height;
  private double most;

  private Plot(Graphics2D graphics, long durationNanos) {
    this.graphics = graphics;
    this.durationNanos = durationNanos;
  }

  static void write(String title, Case.Outcome outcome, Path file) throws IOException {
    List<Bottleneck> bottlenecks =
        outcome.testbed().flows().stream().map(Testbed.Labelled::bottleneck).distinct().toList();
    int pair = RATES_HEIGHT + QUEUE_HEIGHT + 2 * (TOP + BOTTOM);
    BufferedImage image =
        new BufferedImage(WIDTH, pair * bottlenecks.size(), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    Plot plot = new Plot(graphics, outcome.durationNanos());
    for (int i = 0; i < bottlenecks.size(); i++) {
      Bottleneck bottleneck = bottlenecks.get(i);
      plot.rates(title, pair * i + TOP, bottleneck, outcome.testbed().flows());
      plot.queue(pair * i + RATES_HEIGHT + 2 * TOP + BOTTOM, bottleneck);
    }
    graphics.dispose();
    ImageIO.write(image, "png", file.toFile());
  }

  private void rates(
      String title, int panelTop, Bottleneck bottleneck, List<Testbed.Labelled> flows) {
    double capacity = bottleneck.capacities().max(0, durationNanos) / 1e6;
    panel(panelTop, RATES_HEIGHT, 1.3 * capacity, title + ", Mbps");
    curve(Color.BLACK, 2, time -> bottleneck.capacities().at(time) / 1e6);
    legend(0, Color.BLACK, "capacity");
    int number = 0;
    for (Testbed.Labelled flow : flows) {
      if (flow.bottleneck() == bottleneck) {
        Color colour = COLOURS[number % COLOURS.length];
        curve(colour, 1, time -> flow.target().at(time) / 1e6);
        curve(colour, 2, time -> sentBps(flow, time) / 1e6);
        legend(++number, colour, flow.label());
      }
    }
  }

  private void queue(int panelTop, Bottleneck bottleneck) {
    double longest = bottleneck.queueMillis().max(0, durationNanos);
    panel(panelTop, QUEUE_HEIGHT, Math.max(50, 1.1 * longest), "queue, ms");
    curve(COLOURS[0], 1, time -> bottleneck.queueMillis().max(time, time + durationNanos / POINTS));
  }

  private static double sentBps(Testbed.Labelled flow, long atNanos) {
    long from = Math.max(0, atNanos - RATE_WINDOW_NANOS);
    return atNanos == from ? 0 : flow.trace().sentBps(from, atNanos);
  }

  private void panel(int panelTop, int panelHeight, double mostValue, String label) {
    top = panelTop;
    height = panelHeight;
    most = mostValue;
    graphics.setStroke(new BasicStroke(1));
    for (int i = 0; i <= 5; i++) {
      double value = most * i / 5;
      graphics.setColor(new Color(0xe0e0e0));
      graphics.drawLine(LEFT, y(value), WIDTH - RIGHT, y(value));
      graphics.setColor(Color.DARK_GRAY);
      graphics.drawString(String.format(Locale.ROOT, "%8.2f", value), 10, y(value) + 4);
    }
    for (int i = 0; i <= 10; i++) {
      long time = durationNanos * i / 10;
      String seconds = String.format(Locale.ROOT, "%.1f s", time / 1e9);
      graphics.drawString(seconds, x(time) - 15, top + height + 16);
    }
    graphics.drawString(label, LEFT, top - 20);
  }

  private void legend(int number, Color colour, String label) {
    graphics.setColor(colour);
    graphics.drawString(label, LEFT + 95 * number, top - 5);
  }

  private void curve(Color colour, float width, LongToDoubleFunction value) {
    graphics.setColor(colour);
    graphics.setStroke(new BasicStroke(width));
    int[] xs = new int[POINTS];
    int[] ys = new int[POINTS];
    for (int i = 0; i < POINTS; i++) {
      long time = durationNanos * i / (POINTS - 1);
      xs[i] = x(time);
      ys[i] = y(Math.min(most, value.applyAsDouble(time)));
    }
    graphics.drawPolyline(xs, ys, POINTS);
  }

  private int x(long timeNanos) {
    return LEFT + (int) ((WIDTH - LEFT - RIGHT) * (double) timeNanos / durationNanos);
  }

  private int y(double value) {
    return top + height - (int) (height * value / most);
  }
}
