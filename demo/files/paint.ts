import type { Color, Painter } from './make-png.ts';

/** Colours that run from one to the other, from the upper left to the lower right. */
export function gradient(width: number, height: number, from: Color, to: Color): Painter {
  return (x, y) => mix(from, to, (x / width + y / height) / 2);
}

/** Rings around the middle, on a gradient. */
export function rings(width: number, height: number, from: Color, to: Color): Painter {
  const ground = gradient(width, height, from, to);
  return (x, y) => {
    const distance = Math.hypot(x - width / 2, y - height / 2);
    return Math.floor(distance / 48) % 2 === 0 ? ground(x, y) : mix(ground(x, y), [255, 255, 255], 0.35);
  };
}

/** Columns of a chart on a light ground. */
export function columns(width: number, height: number, color: Color): Painter {
  const heights = [0.35, 0.5, 0.42, 0.66, 0.58, 0.8, 0.72, 0.9];
  const step = width / heights.length;
  return (x, y) => {
    const column = Math.floor(x / step);
    const inside = x % step > step * 0.2 && x % step < step * 0.8;
    const top = height * (1 - (heights[column] ?? 0) * 0.85);
    return inside && y > top && y < height * 0.95
      ? mix(color, [255, 255, 255], (y - top) / height / 2)
      : [246, 248, 251];
  };
}

/** A page with a frame, a heading and lines of "text", as a scanned document looks from afar. */
export function scannedPage(width: number, height: number, accent: Color): Painter {
  return (x, y) => {
    const border = Math.min(x, y, width - 1 - x, height - 1 - y);
    if (border >= 12 && border < 18) return accent;
    if (y > height * 0.12 && y < height * 0.2 && x > width * 0.3 && x < width * 0.7) return accent;
    const line = y > height * 0.28 && y < height * 0.8 && y % 28 < 9;
    if (line && x > width * 0.12 && x < width * (0.6 + ((Math.floor(y / 28) * 7) % 5) * 0.06))
      return [70, 70, 74];
    const seal = Math.hypot(x - width * 0.78, y - height * 0.82);
    return seal < height * 0.09 && seal > height * 0.075 ? [200, 30, 30] : [252, 250, 244];
  };
}

function mix(from: Color, to: Color, part: number): Color {
  const one = (index: 0 | 1 | 2) =>
    Math.round(from[index] + (to[index] - from[index]) * Math.min(1, Math.max(0, part)));
  return [one(0), one(1), one(2)];
}
