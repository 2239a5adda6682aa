import type { Catalogue, Text } from '@maillage/matching/catalogue.ts'
import { day, number, percent } from '@maillage/matching/words/typography.ts'
import { amount } from '../../papers/amount.ts'
import { openPaper } from '../../papers/paper.ts'
import type { Language } from '../../problems/problem.ts'
import { knownIn } from '../catalogue/known.ts'
import type { Situation } from './schemas.ts'
import { words } from './words.ts'

/** The weekly situation as a PDF, in French or English; made of the day it is about, so that the same figures are the same bytes. */
export async function situationPaper(
  situation: Situation,
  catalogue: Catalogue,
  language: Language,
): Promise<Buffer> {
  const say = (text: Text) => text[language]
  const count = (value: number) => number(value, language)
  const on = (isoDate: string | null) => (isoDate === null ? '–' : day(isoDate, language))
  const { items } = knownIn(catalogue)
  const families = new Map(catalogue.families.map(({ id, name }) => [id, name]))
  const named = (item: string | null, family: string | null = null) =>
    (item === null ? families.get(family ?? '') : items.get(item)?.name)?.[language] ?? item ?? family ?? '–'
  const { region, asOf, since, needs, stocks, autonomy, plan, deliveries, work, waiting } = situation
  const title = `${say(words.title)}, ${say(words.at)} ${on(asOf)}`
  const paper = openPaper({
    title,
    language,
    madeAt: new Date(`${asOf}T00:00:00Z`),
    foot: `${region} – ${title}`,
  })
  paper.heading(region, 1)
  paper.text(title, 'strong')

  paper.heading(say(words.needs), 2)
  paper.facts([
    [say(words.open), count(needs.open)],
    [say(words.unmet), count(needs.unmet)],
  ])
  paper.table(
    [
      { head: say(words.article), width: 4 },
      { head: say(words.quantity), width: 2, figures: true },
      { head: say(words.buyer), width: 4 },
    ],
    needs.list.map(({ item, family, quantity, buyer }) => [named(item, family), count(quantity), buyer]),
  )

  paper.heading(say(words.stocks), 2)
  if (stocks.length === 0) paper.text(say(words.noStocks), 'soft')
  paper.table(
    [
      { head: say(words.article), width: 4 },
      { head: say(words.there), width: 2, figures: true },
      { head: say(words.days), width: 2, figures: true },
      { head: say(words.target), width: 2, figures: true },
      { head: say(words.outOn), width: 3 },
    ],
    stocks.map(({ item, there, days, target, stockOutOn }) => [
      named(item),
      count(there),
      days === null ? '–' : count(days),
      target === null ? '–' : count(target),
      on(stockOutOn),
    ]),
  )

  paper.heading(say(words.autonomy), 2)
  if (autonomy.length === 0) paper.text(say(words.noAutonomy), 'soft')
  paper.table(
    [
      { head: say(words.article), width: 4 },
      { head: say(words.today), width: 2, figures: true },
      { head: say(words.after), width: 2, figures: true },
      { head: say(words.alone), width: 2, figures: true },
      { head: say(words.missing), width: 2, figures: true },
    ],
    autonomy.map(one => [
      named(one.item),
      ...[one.today, one.after, one.alone].map(share => percent(share, language)),
      count(one.missing),
    ]),
  )

  paper.heading(say(words.plan), 2)
  if (plan === null) paper.text(say(words.noPlan), 'soft')
  else
    paper.facts([
      [say(words.plan), `n° ${count(plan.number)}`],
      [say(words.published), on(plan.publishedOn)],
      [say(words.waiting), count(plan.proposals.waiting)],
      [say(words.accepted), count(plan.proposals.accepted)],
      [say(words.refused), count(plan.proposals.refused)],
    ])

  paper.heading(say(words.deliveries), 2)
  paper.facts([
    [
      `${say(words.acceptedSince)} ${on(since)}`,
      `${count(deliveries.accepted)} (${amount(deliveries.cents, language)})`,
    ],
    [say(words.late), count(deliveries.late.length)],
  ])
  paper.table(
    [
      { head: say(words.contract), width: 4 },
      { head: say(words.article), width: 3 },
      { head: say(words.quantity), width: 2, figures: true },
      { head: say(words.due), width: 3 },
      { head: say(words.firm), width: 3 },
    ],
    deliveries.late.map(({ contract, item, quantity, due, firm }) => [
      contract,
      named(item),
      count(quantity),
      on(due),
      firm ?? '–',
    ]),
  )

  paper.heading(say(words.work), 2)
  paper.facts([
    [say(words.jobs), number(work.jobsAhead, language, 1)],
    [say(words.hours), count(Math.round(work.hoursAhead))],
    [say(words.firms), count(work.firms)],
    [say(words.thin), count(work.thin)],
    [say(words.difficulty), count(work.difficulty)],
    [say(words.withoutWork), count(work.withoutWork)],
  ])

  paper.heading(say(words.queue), 2)
  paper.facts([
    [say(words.organisations), count(waiting.organisations)],
    [say(words.joiners), count(waiting.joiners)],
    [say(words.certificates), count(waiting.certificates)],
    [say(words.reports), count(waiting.reports)],
    [say(words.profiles), count(waiting.profiles)],
  ])
  return paper.end()
}
