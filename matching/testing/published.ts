/** Problems of the literature with the cost of their best solution, for the tests of plans. */

/**
 * A lot-sizing problem: what is due in each of twelve months, what it costs to set up in each, and 1 to hold a unit for a
 * month. H. M. Wagner, T. M. Whitin, "Dynamic version of the economic lot size model", Management Science 5 (1958) 89-96:
 * the best plan costs 864.
 */
export const wagnerWhitin = {
  due: [69, 29, 36, 61, 61, 26, 34, 67, 45, 67, 79, 56],
  setup: [85, 102, 102, 101, 98, 114, 105, 86, 119, 110, 98, 114],
  best: 864,
}

/**
 * Generalised assignment: fifteen jobs go whole to five agents, within what each can take. OR-Library (J. E. Beasley), file
 * gap1, problem c515-1: the highest value is 336 (people.brunel.ac.uk/~mastjjb/jeb/orlib/gapinfo.html).
 */
export const assignment = {
  value: [
    [17, 21, 22, 18, 24, 15, 20, 18, 19, 18, 16, 22, 24, 24, 16],
    [23, 16, 21, 16, 17, 16, 19, 25, 18, 21, 17, 15, 25, 17, 24],
    [16, 20, 16, 25, 24, 16, 17, 19, 19, 18, 20, 16, 17, 21, 24],
    [19, 19, 22, 22, 20, 16, 19, 17, 21, 19, 25, 23, 25, 25, 25],
    [18, 19, 15, 15, 21, 25, 16, 16, 23, 15, 22, 17, 19, 22, 24],
  ],
  takes: [
    [8, 15, 14, 23, 8, 16, 8, 25, 9, 17, 25, 15, 10, 8, 24],
    [15, 7, 23, 22, 11, 11, 12, 10, 17, 16, 7, 16, 10, 18, 22],
    [21, 20, 6, 22, 24, 10, 24, 9, 21, 14, 11, 14, 11, 19, 16],
    [20, 11, 8, 14, 9, 5, 6, 19, 19, 7, 6, 6, 13, 9, 18],
    [8, 13, 13, 13, 10, 20, 25, 16, 16, 17, 10, 10, 5, 12, 23],
  ],
  capacity: [36, 34, 38, 27, 33],
  highest: 336,
}
