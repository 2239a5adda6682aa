import type { Text } from '@maillage/matching/catalogue.ts'
import { day, number } from '@maillage/matching/words/typography.ts'
import { amount } from '../../papers/amount.ts'
import { openPaper, type Paper } from '../../papers/paper.ts'
import { parisMoment } from '../../paris-date.ts'
import type { Language } from '../../problems/problem.ts'
import { labelOf, shownVerbs } from '../audit/words.ts'
import { type Speaking, writeCandidacies } from './report-candidacies.ts'
import { writeRounds } from './report-rounds.ts'
import {
  accessWords,
  eventWords,
  offerStateWords,
  procedureWords,
  reportWords as words,
  stateWords,
  verdictWords,
} from './report-words.ts'
import type { EvaluatedLot, EvaluatedOffer, ReportShown } from './schemas.ts'

/** The whole report of a decided tender as a PDF, in one language: the same facts as its JSON, in the order one reads them. */
export async function reportPaper(report: ReportShown, language: Language): Promise<Buffer> {
  const say = (text: Text) => text[language]
  const moment = (instant: string | null) => (instant === null ? '–' : parisMoment(instant, language))
  const speaking: Speaking = { language, say, moment }
  const { tender } = report
  const paper = openPaper({
    title: `${say(words.title)} – ${tender.title}`,
    language,
    madeAt: new Date(report.madeAt),
    foot: `${tender.buyer.name} – ${tender.title}`,
  })
  paper.heading(say(words.title), 1)
  paper.text(tender.title, 'strong')
  paper.text(`${say(words.made)} ${moment(report.madeAt)}. ${say(words.advice)}`, 'soft')
  writeTender(paper, report, speaking)
  writeExchanges(paper, report, speaking)
  writeOffers(paper, report, speaking)
  writeCandidacies(paper, report.evaluation.candidacies, speaking)
  paper.heading(say(words.evaluation), 2)
  for (const lot of report.evaluation.lots) writeLot(paper, lot, speaking)
  writeRounds(paper, report.evaluation, speaking)
  writeAward(paper, report, speaking)
  writeLog(paper, report, speaking)
  return paper.end()
}

function writeTender(paper: Paper, { tender }: ReportShown, { language, say, moment }: Speaking): void {
  paper.heading(say(words.tender), 2)
  paper.facts([
    [say(words.buyer), tender.buyer.name],
    [say(words.state), say(stateWords[tender.state])],
    [say(words.procedure), say(procedureWords[tender.procedure])],
    [say(words.access), say(accessWords[tender.access])],
    [say(words.published), moment(tender.publishedAt)],
    [say(words.questionsUntil), moment(tender.questionsUntil)],
    [say(words.deadline), moment(tender.deadline)],
    [say(words.opened), moment(tender.openedAt)],
    [say(words.validity), `${tender.validityDays} ${say(words.days)}`],
    ...(tender.endedReason === null ? [] : [[say(words.ended), tender.endedReason] as const]),
  ])
  paper.heading(say(words.subject), 3)
  paper.text(tender.description)
  paper.heading(say(words.lots), 3)
  paper.table(
    [
      { head: say(words.lot), width: 5 },
      { head: say(words.quantity), width: 2, figures: true },
      { head: say(words.due), width: 3 },
      { head: say(words.place), width: 3 },
      { head: say(words.reserved), width: 2 },
    ],
    tender.lots.map(lot => {
      const dues = [...new Set(lot.lines.map(({ due }) => due))].sort()
      return [
        `${lot.number}. ${lot.title}`,
        number(lot.quantity, language),
        dues.map(due => day(due, language)).join('\n'),
        lot.communeName,
        lot.reservedFor.map(kind => kind.toUpperCase()).join(', ') || '–',
      ]
    }),
  )
  paper.heading(say(words.criteria), 3)
  paper.table(
    [
      { head: say(words.criterion), width: 3 },
      { head: say(words.weight), width: 1, figures: true },
      { head: say(words.how), width: 6 },
    ],
    tender.criteria.map(({ kind, name, weight, how }) => [
      name,
      `${weight} %`,
      kind === 'price' ? say(words.formula) : how,
    ]),
  )
}

function writeExchanges(paper: Paper, { tender }: ReportShown, { say, moment }: Speaking): void {
  if (tender.amendments.length > 0) paper.heading(say(words.amendments), 2)
  paper.table(
    [
      { head: say(words.day), width: 3 },
      { head: say(words.reason), width: 7 },
    ],
    tender.amendments.map(({ at, reason }) => [moment(at), reason]),
  )
  if (tender.questions.length > 0) paper.heading(say(words.questions), 2)
  paper.table(
    [
      { head: say(words.day), width: 2 },
      { head: say(words.question), width: 4 },
      { head: say(words.answer), width: 4 },
    ],
    tender.questions.map(({ askedAt, text, answer }) => [
      moment(askedAt),
      text,
      answer ?? say(words.noAnswer),
    ]),
  )
  if (tender.contacts.length > 0) paper.heading(say(words.contacts), 2)
  paper.table(
    [
      { head: say(words.firm), width: 3 },
      { head: say(words.day), width: 2 },
      { head: say(words.asked), width: 3 },
      { head: say(words.answer), width: 3 },
    ],
    tender.contacts.map(({ firm, askedAt, text, answer }) => [
      firm ?? say(words.hidden),
      moment(askedAt),
      text || '–',
      answer || say(words.noAnswer),
    ]),
  )
}

function writeOffers(paper: Paper, { offers }: ReportShown, { say, moment }: Speaking): void {
  paper.heading(say(words.offers), 2)
  if (offers.length === 0) paper.text(say(words.none))
  paper.table(
    [
      { head: say(words.bidder), width: 3 },
      { head: say(words.received), width: 2.5 },
      { head: say(words.state), width: 1.5 },
      { head: say(words.digest), width: 4 },
    ],
    offers.map(({ bidder, receivedAt, state, digest }) => [
      bidder,
      moment(receivedAt),
      say(offerStateWords[state]),
      digest,
    ]),
  )
  for (const { bidder, lateDecision, lateReason } of offers)
    if (lateDecision !== null)
      paper.text(`${say(words.late)} – ${bidder}${say(words.colon)}${lateReason ?? ''}`)
}

const points = (value: number | null, language: Language) =>
  value === null ? '–' : number(value, language, 4)

function writeLot(paper: Paper, lot: EvaluatedLot, speaking: Speaking): void {
  const { language, say } = speaking
  paper.heading(`${say(words.lot)} ${lot.number}. ${lot.title}`, 3)
  if (lot.offers.length === 0) paper.text(say(words.none))
  const rankOf = ({ rank, isTied }: EvaluatedOffer) =>
    rank === null ? '–' : `${rank}${isTied ? ` (${say(words.tied)})` : ''}`
  paper.table(
    [
      { head: say(words.bidder), width: 4 },
      { head: say(words.price), width: 2.5, figures: true },
      { head: say(words.verdict), width: 2.5 },
      { head: say(words.total), width: 1.5, figures: true },
      { head: say(words.rank), width: 1.5 },
    ],
    lot.offers.map(offer => [
      nameOf(offer, say),
      amount(offer.cents, language),
      offer.verdict === null ? '–' : say(verdictWords[offer.verdict]),
      points(offer.total, language),
      rankOf(offer),
    ]),
  )
  for (const offer of lot.offers) writeOffer(paper, offer, speaking)
}

const nameOf = ({ bidder, group }: EvaluatedOffer, say: Speaking['say']) =>
  group !== null ? `${bidder.name} (${say(words.group)})` : bidder.name

function writeOffer(paper: Paper, offer: EvaluatedOffer, { language, say, moment }: Speaking): void {
  const { candidacy, verdict, reason, question, completion, marks } = offer
  paper.text(nameOf(offer, say), 'strong')
  if (reason !== '')
    paper.text(`${verdict === null ? '' : say(verdictWords[verdict]) + say(words.colon)}${reason}`)
  const asked = [
    [words.priceAsked, question],
    [words.completionAsked, completion],
  ] as const
  for (const [what, one] of asked)
    if (one !== null)
      paper.facts([
        [`${say(what)} ${moment(one.askedAt)}, ${say(words.by)} ${day(one.due, language)}`, one.text],
        [say(words.answer), one.answer ?? say(words.noAnswer)],
      ])
  // Whoever is turned away is not ranked: marks that were begun are no result.
  if (verdict !== 'regular' || candidacy === 'set-aside') return
  paper.table(
    [
      { head: say(words.criterion), width: 3 },
      { head: say(words.weight), width: 1, figures: true },
      { head: say(words.mark), width: 1.2, figures: true },
      { head: say(words.points), width: 1.4, figures: true },
      { head: say(words.justification), width: 5 },
    ],
    marks.map(mark => [
      mark.name,
      `${mark.weight} %`,
      points(mark.mark, language),
      points(mark.points, language),
      mark.kind === 'price' ? say(words.formula) : mark.justification,
    ]),
  )
}

function writeAward(paper: Paper, { evaluation, letters }: ReportShown, speaking: Speaking): void {
  const { language, say, moment } = speaking
  paper.heading(say(words.award), 2)
  const decided = evaluation.lots.filter(({ award }) => award !== null)
  if (decided.length === 0) paper.text(say(words.notAwarded))
  paper.table(
    [
      { head: say(words.lot), width: 3 },
      { head: say(words.holder), width: 3 },
      { head: say(words.why), width: 5 },
    ],
    decided.map(({ number: place, title, offers, award }) => {
      const holder = offers.find(({ offerId }) => offerId === award?.offerId)
      return [
        `${place}. ${title}`,
        holder === undefined ? say(words.unsuccessful) : nameOf(holder, say),
        award?.reason ?? '',
      ]
    }),
  )
  if (evaluation.awardedAt !== null)
    paper.facts([
      [say(words.lettersSent), moment(evaluation.awardedAt)],
      [
        say(words.standstill),
        evaluation.signableFrom === null ? '–' : day(evaluation.signableFrom, language),
      ],
    ])
  if (letters.length > 0) paper.heading(say(words.letters), 2)
  for (const { bidder, sentAt, content } of letters) {
    paper.heading(`${bidder}, ${moment(sentAt)}`, 3)
    paper.text(content.text[language].subject, 'strong')
    paper.text(content.text[language].body)
  }
}

function writeLog(paper: Paper, { events }: ReportShown, { say, moment }: Speaking): void {
  paper.heading(say(words.log), 2)
  paper.table(
    [
      { head: say(words.day), width: 3 },
      { head: say(words.what), width: 4 },
      { head: say(words.chain), width: 5 },
    ],
    events.map(({ at, verb, digest }) => [
      moment(at),
      say(eventWords(verb, known => (shownVerbs.includes(known) ? labelOf(known) : null))),
      digest ?? say(words.unsealed),
    ]),
  )
}
