/**
 * The engine's own figures: everything it assumes where neither the catalogue nor a profile says. Each with its basis.
 * `docs/matching.md` lists them for readers.
 */

/**
 * Share of declared hours that ends up in standard minutes. Estimated: sewing lines run at 0.55 to 0.85 of the standard
 * pace (units a day = 450 min × efficiency ÷ standard minutes); the middle is taken for every trade.
 */
export const efficiency = 0.7

/** Calendar days from the order to the first work of a firm that states no usual lead time. Estimated: markers, launch. */
export const preparationDays = 5

/** Calendar days lost when work passes from one site to another: packing, road, reception. Estimated. */
export const handOverDays = 2

/** Kilometres a lorry covers in a day, for delivery days. Estimated from driving-time rules and loading. */
export const kilometresPerDay = 500

/** Road kilometres for one kilometre as the crow flies. Estimated: 1.2 to 1.4 in most European countries. */
export const roadFactor = 1.3

/**
 * An input that takes more than this share of the time left is also looked for inside the region. Estimated: beyond
 * half, less time is left to make than to wait.
 */
export const longPurchaseShare = 0.5

/** Days from the start of work to a finished prototype, on which tests and declarations begin. Estimated: 1 to 3. */
export const prototypeDays = 3

/** Loaded cost of a person's minute, in cents: about 31 euros an hour. Estimated for a French workshop. */
export const centsPerLabourMinute = 52

/** Cost of a machine's minute, in cents: about 6 euros an hour, depreciation and power. Estimated. */
export const centsPerMachineMinute = 10

/** Road transport, in cents: a tonne over a kilometre, and each trip. Estimated: groupage, half-full lorries. */
export const centsPerTonneKilometre = 25
export const centsPerTrip = 6000

/** Following one more partner, in cents: samples, visits, paperwork. Estimated. */
export const centsPerFurtherPartner = 100_000

/** Weeks over which the cost of a reorientation is spread, when it serves for other orders too. Estimated. */
export const amortisationWeeks = 52

/** Kilometres after which nearness is worth 0.37 of what it is next door. Estimated: half a large region. */
export const proximityScale = 250

/** People put to work at which that half of the jobs criterion reaches 0.5. Estimated: the median workshop. */
export const peopleScale = 15

/** Washes taken as a full mark where the buyer asks for none. Estimated from washable gowns (20 to 75). */
export const fullWashes = 50

/** A profile confirmed up to `freshDays` ago is fresh; older, it fades until `staleDays`. Estimated. */
export const freshDays = 90
export const staleDays = 365

/** What each further partner takes from the reliability of a chain. Estimated: one more hand-over that may fail. */
export const reliabilityPerPartner = 0.05

/** What the work itself counts of reliability: the rest is what the most partners could take from it, never more. */
export const reliabilityOfWork = 0.8

/**
 * What the record of a firm counts of its reliability; the rest is what its profile says. Estimated: a promise kept says
 * more than one made, and the freshness of the profile is all that is known of its hours today.
 */
export const reliabilityOfRecord = 0.4

/** What each part of a record counts of it. Estimated: what comes late or spoilt costs a buyer more than a slow answer. */
export const recordParts = { onTime: 0.45, accepted: 0.35, answered: 0.2 }

/**
 * What somebody new is taken to keep, and how many facts that stands for. Estimated: four of five is what a buyer would
 * expect of a supplier it does not know, and five facts of its own weigh as much as the expectation.
 */
export const priorRate = 0.8
export const priorFacts = 5

/** Late work counts as a share of the work up to so many times the time left; what takes longer is nobody's. */
export const latenessFollowed = 4

/** How far ahead work that will be late is still followed, in weeks. */
export const horizonWeeks = 104

/** Up to so many sets of firms all are tried for a need, and nothing better exists among the candidates. */
export const mostTriedAll = 400

/** Where there are more: sets tried by going from good ones to their neighbours. The ranking is then not exact. */
export const mostTried = 400

/** Candidates of an operation that are looked at, where there are too many sets to try all: the first by merit. */
export const mostOfOperation = 60

/** Candidates of an operation among whom the best partnerships are proven: the first by merit. */
export const mostProven = 200

/** Most firms in one partnership, whatever the buyer allows. */
export const mostPartners = 5

/**
 * What a member of a partnership does at least, in shares of operations added up: for less nobody sets up a line, and a
 * certificate alone makes no partner. Estimated.
 */
export const leastPart = 0.05

/** A change that calls for no partner to spare it: about a working week, and a few thousand euros. Estimated. */
export const lightChange = { days: 8, keuro: 5 }

/** What counts of the lead time: what is delivered by the last due date, and while a comfortable margin is left. */
export const leadTimeParts = { due: 0.7, comfort: 0.3 }

/** Road kilometres that people lent to another firm go every day at most. Estimated: under an hour. */
export const commuteKilometres = 60
