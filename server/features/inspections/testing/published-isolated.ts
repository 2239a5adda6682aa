/**
 * Plans for isolated lots as a public program for the quality of maps holds them (GeoPEC, of March 2024, for limiting qualities from 2
 * to 31.5 %, which it rounds to 32), a row for each range of lot sizes. Written apart from the table. Where it names more items than
 * the lot has, the whole lot is inspected.
 */
export const publishedLimits = [2, 3.15, 5, 8, 12.5, 20, 31.5] as const
export const publishedIsolated: readonly { upTo: number; sizes: number[]; accept: number[] }[] = [
  { upTo: 25, sizes: [50, 50, 28, 17, 13, 9, 6], accept: [0, 0, 0, 0, 0, 0, 0] },
  { upTo: 50, sizes: [50, 50, 28, 22, 15, 10, 6], accept: [0, 0, 0, 0, 0, 0, 0] },
  { upTo: 90, sizes: [50, 44, 34, 24, 16, 10, 8], accept: [0, 0, 0, 0, 0, 0, 0] },
  { upTo: 150, sizes: [80, 55, 38, 26, 18, 13, 13], accept: [0, 0, 0, 0, 0, 0, 1] },
  { upTo: 280, sizes: [95, 65, 42, 28, 20, 20, 13], accept: [0, 0, 0, 0, 0, 1, 1] },
  { upTo: 500, sizes: [105, 80, 50, 32, 32, 20, 20], accept: [0, 0, 0, 0, 1, 1, 3] },
  { upTo: 1200, sizes: [125, 125, 80, 50, 32, 32, 32], accept: [0, 1, 1, 1, 1, 3, 5] },
  { upTo: 3200, sizes: [200, 125, 125, 80, 50, 50, 50], accept: [1, 1, 3, 3, 3, 5, 10] },
  { upTo: 10_000, sizes: [200, 200, 200, 125, 80, 80, 80], accept: [1, 3, 5, 5, 5, 10, 18] },
  { upTo: 35_000, sizes: [315, 315, 315, 200, 125, 125, 80], accept: [3, 5, 10, 10, 10, 18, 18] },
  { upTo: 150_000, sizes: [500, 500, 500, 315, 200, 125, 80], accept: [5, 10, 18, 18, 18, 18, 18] },
  { upTo: 500_000, sizes: [800, 800, 500, 315, 200, 125, 80], accept: [10, 18, 18, 18, 18, 18, 18] },
  { upTo: 2_000_000, sizes: [1250, 800, 500, 315, 200, 125, 80], accept: [18, 18, 18, 18, 18, 18, 18] },
]
