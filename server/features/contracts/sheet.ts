import type { Catalogue, Text } from '@maillage/matching/catalogue.ts'
import { day, number } from '@maillage/matching/words/typography.ts'
import { amount } from '../../papers/amount.ts'
import { openPaper, type Paper } from '../../papers/paper.ts'
import { parisDate } from '../../paris-date.ts'
import type { Language } from '../../problems/problem.ts'
import { knownIn } from '../catalogue/known.ts'
import type { ContractShown } from './schemas.ts'
import { aloneWords, leadWords, roleWords, sheetWords as words, stateWords } from './sheet-words.ts'

interface Speaking {
  say: (text: Text) => string
  on: (isoDate: string | null) => string
  money: (cents: number | null) => string
  count: (quantity: number) => string
  item: (id: string) => string
}

/**
 * A contract on paper, as one of its sides reads it: whoever may not read prices gets none. The purchase order of an order,
 * and what was called off of a framework.
 */
export async function contractSheet(
  contract: ContractShown,
  catalogue: Catalogue,
  language: Language,
  now: Date,
): Promise<Buffer> {
  const say = (text: Text) => text[language]
  const { items } = knownIn(catalogue)
  const speaking: Speaking = {
    say,
    on: isoDate => (isoDate === null ? '–' : day(isoDate, language)),
    money: cents => (cents === null ? '–' : amount(cents, language)),
    count: quantity => number(quantity, language),
    item: id => items.get(id)?.name[language] ?? id,
  }
  const kind = say(contract.form === 'order' ? words.order : words.framework)
  const paper = openPaper({
    title: `${kind} ${contract.number}`,
    language,
    madeAt: now,
    foot: `${contract.buyer.name} – ${contract.number} – ${contract.title}`,
  })
  paper.heading(`${kind} ${contract.number}`, 1)
  paper.text(contract.title, 'strong')
  paper.text(`${say(words.made)} ${day(parisDate(now), language)}. ${say(words.advice)}`, 'soft')
  writeTerms(paper, contract, speaking)
  writeParties(paper, contract, speaking)
  writePrices(paper, contract, speaking)
  writeSchedule(paper, contract, speaking)
  return paper.end()
}

function writeTerms(paper: Paper, contract: ContractShown, { say, on, money }: Speaking): void {
  const { advance, form } = contract
  const amounts: [Text, number | null][] =
    form === 'order'
      ? [[words.total, contract.totalCents]]
      : [
          [words.most, contract.maximumCents],
          [words.calledOff, contract.calledOffCents],
        ]
  paper.facts([
    [say(words.buyer), contract.buyer.name],
    [say(words.state), say(stateWords[contract.state])],
    [say(words.concluded), on(contract.concludedOn)],
    [say(words.starts), on(contract.starts)],
    [say(words.ends), on(contract.ends)],
    [say(words.payment), `${contract.paymentDays} ${say(words.afterAcceptance)}`],
    ...(advance === null
      ? []
      : [
          [
            say(words.advance),
            `${money(advance.cents)} ${say(words.dueOn)} ${on(advance.due)}` +
              (advance.paidOn === null ? '' : `, ${say(words.paidOn)} ${on(advance.paidOn)}`),
          ] as const,
        ]),
    ...amounts.map(([label, cents]) => [say(label), money(cents)] as const),
  ])
}

/** What a party is: a holder without partners leads nobody. */
function roleOf(
  { role, isLead, holder }: ContractShown['parties'][number],
  parties: ContractShown['parties'],
) {
  if (!isLead) return roleWords[role]
  const partners = parties.filter(other => other.holder === holder && other.role === 'partner')
  return partners.length > 1 ? leadWords : aloneWords
}

function writeParties(paper: Paper, { parties }: ContractShown, { say, count }: Speaking): void {
  paper.heading(say(words.parties), 2)
  paper.table(
    [
      { head: say(words.name), width: 5 },
      { head: 'SIREN', width: 2 },
      { head: say(words.role), width: 2 },
      { head: say(words.share), width: 1, figures: true },
    ],
    parties.map(party => [
      party.name,
      party.siren ?? '–',
      say(roleOf(party, parties)),
      party.share === null ? '–' : `${count(party.share / 100)} %`,
    ]),
  )
}

function writePrices(paper: Paper, { lines, options }: ContractShown, speaking: Speaking): void {
  const { say, on, money, count, item } = speaking
  paper.heading(say(words.prices), 2)
  paper.table(
    [
      { head: say(words.item), width: 5 },
      { head: say(words.size), width: 1 },
      { head: say(words.quantity), width: 2, figures: true },
      { head: say(words.price), width: 3, figures: true },
      { head: say(words.amount), width: 2.5, figures: true },
    ],
    lines.map(line => [
      item(line.item),
      line.size ?? '–',
      count(line.quantity),
      line.priceCents === null
        ? '–'
        : `${money(line.priceCents)} ${say(words.per)} ${count(line.perQuantity)}`,
      money(line.totalCents),
    ]),
  )
  if (options.length === 0) return
  paper.heading(say(words.options), 3)
  const itemOf = new Map(lines.map(line => [line.id, line.item]))
  paper.table(
    [
      { head: say(words.item), width: 4 },
      { head: say(words.due), width: 3 },
      { head: say(words.quantity), width: 2, figures: true },
      { head: say(words.amount), width: 2, figures: true },
      { head: say(words.exerciseBy), width: 3 },
    ],
    options.map(option => [
      item(itemOf.get(option.lineId) ?? ''),
      on(option.due),
      count(option.quantity),
      money(option.totalCents),
      option.exercisedAt === null ? on(option.exerciseBy) : say(words.exercised),
    ]),
  )
}

function writeSchedule(paper: Paper, { orderLines, callOffs }: ContractShown, speaking: Speaking): void {
  const { say, on, money, count, item } = speaking
  const numberOf = new Map(callOffs.map(callOff => [callOff.id, callOff.number]))
  const firm = orderLines.filter(line => line.firm)
  paper.heading(say(words.schedule), 2)
  if (firm.length === 0) paper.text(say(words.none))
  paper.table(
    [
      { head: say(words.due), width: 3 },
      { head: say(words.item), width: 5 },
      { head: say(words.size), width: 1 },
      { head: say(words.quantity), width: 2, figures: true },
      { head: say(words.amount), width: 2.5, figures: true },
    ],
    firm.map(line => {
      const callOff = line.callOffId === null ? undefined : numberOf.get(line.callOffId)
      return [
        callOff === undefined ? on(line.due) : `${on(line.due)} (n° ${callOff})`,
        item(line.item),
        line.size ?? '–',
        count(line.quantity),
        money(line.totalCents),
      ]
    }),
  )
}
