import { day } from '@maillage/matching/words/typography.ts'
import { amount } from '../../papers/amount.ts'
import type { Language } from '../../problems/problem.ts'
import { procedureWords } from '../evaluation/report-words.ts'
import type { AwardNoticeContent } from './content.ts'

const words = {
  fr: {
    title: 'Avis d’attribution',
    buyer: 'Acheteur',
    subject: 'Objet',
    procedure: 'Procédure',
    criteria: 'Critères d’attribution',
    lot: 'Lot',
    offers: 'Offres reçues',
    holder: 'Titulaire',
    value: 'Montant hors taxes',
    concluded: 'Marché conclu le',
    nobody: 'Lot infructueux',
    appeals: 'Voies de recours',
    colon: '\u00a0: ',
  },
  en: {
    title: 'Award notice',
    buyer: 'Buyer',
    subject: 'Subject',
    procedure: 'Procedure',
    criteria: 'Award criteria',
    lot: 'Lot',
    offers: 'Offers received',
    holder: 'Awarded to',
    value: 'Value ex tax',
    concluded: 'Contract concluded on',
    nobody: 'Lot without an award',
    appeals: 'Appeals',
    colon: ': ',
  },
} as const

const named = ({ name, siren }: AwardNoticeContent['buyer']) =>
  siren === null ? name : `${name} (SIREN ${siren})`

/** The notice as plain text, to paste where it has to be published besides. */
export function noticeText(content: AwardNoticeContent, language: Language): string {
  const say = words[language]
  const line = (label: string, value: string) => `${label}${say.colon}${value}`
  const { buyer, title, procedure, criteria, lots, appeals } = content
  const head = [
    say.title,
    line(say.buyer, named(buyer)),
    line(say.subject, title),
    line(say.procedure, procedureWords[procedure][language]),
    line(say.criteria, criteria.map(({ name, weight }) => `${name} ${weight} %`).join(', ')),
  ]
  const perLot = lots.map(({ number, title: named_, offers, holders, cents, concludedOn }) =>
    [
      `${say.lot} ${number}${say.colon}${named_}`,
      line(say.offers, String(offers)),
      ...(holders.length === 0 ? [say.nobody] : [line(say.holder, holders.map(named).join(', '))]),
      ...(cents === null ? [] : [line(say.value, amount(cents, language))]),
      ...(concludedOn === null ? [] : [line(say.concluded, day(concludedOn, language))]),
    ].join('\n'),
  )
  return [head.join('\n'), ...perLot, ...(appeals === '' ? [] : [line(say.appeals, appeals)])].join('\n\n')
}
