import type { NeedFits } from '@maillage/db/tables/matching.ts'
import type { Catalogue } from '@maillage/matching/catalogue.ts'
import type { Names } from '@maillage/matching/words/sentence.ts'
import { partOf, whyNow } from '@maillage/matching/words/suggestion.ts'
import { day, number } from '@maillage/matching/words/typography.ts'
import { communeName } from '../../places.ts'
import type { Language } from '../../problems/problem.ts'
import { type Mail, needsDigest } from '../mail/words.ts'
import type { Digest } from './suggestions.ts'

/** The mail of a firm's digest: each need that it names in a line, with what the firm would do and why it is told. */
export function digestMail(
  digest: Digest,
  catalogue: Catalogue,
  { organisation, link }: { organisation: string; link: string },
): Mail {
  const lines = (language: Language) => {
    const names = namesIn(catalogue, language)
    return digest.needs.map(need => lineOf(need, language, names))
  }
  const { total } = digest
  return needsDigest({ organisation, link, total, lines: { fr: lines('fr'), en: lines('en') } })
}

function lineOf(told: NeedFits, language: Language, names: Names): string {
  const { item, family, quantity, commune, due } = told.need
  const asked = `${number(quantity, language)} × ${names(item ?? family ?? '', 'subject')}`
  const where = `${communeName(commune)}, ${day(due, language)}`
  return [`${asked}, ${where}.`, whyNow(told, language), partOf(told, language, names)]
    .filter(Boolean)
    .join(' ')
}

function namesIn(catalogue: Catalogue, language: Language): Names {
  const records = [...catalogue.items, ...catalogue.families, ...catalogue.processes]
  const byId = new Map(records.map(({ id, name }) => [id, name[language]]))
  return id => byId.get(id) ?? id
}
