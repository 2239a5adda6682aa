import type { Crossing, Stability } from '@maillage/matching/explain/stability.ts'
import { criterionNames } from '@maillage/matching/words/labels.ts'
import type { Names } from '@maillage/matching/words/sentence.ts'
import { list, narrow, percent } from '@maillage/matching/words/typography.ts'
import type { Language } from '../problems/problem.ts'

const said = {
  fr: {
    solid: (movement: string) =>
      `Première place solide${narrow}: des poids déplacés de ±${movement}, même tous ensemble, ne la changent pas.`,
    sensitive: (movement: string, name: string) =>
      `Première place sensible${narrow}: plusieurs poids déplacés ensemble de ±${movement} mettraient devant ${name}.`,
    fragile: (movement: string, name: string) =>
      `Première place fragile${narrow}: un seul poids déplacé de ${movement} met devant ${name}.`,
    others: (count: number) => `Parmi les ${count} autres partenariats classés.`,
    crossing: (criterion: string, change: string, name: string) =>
      `${criterion} ${change}${narrow}: ${name} passe devant`,
  },
  en: {
    solid: (movement: string) =>
      `First place solid: weights moved by ±${movement}, even all together, do not change it.`,
    sensitive: (movement: string, name: string) =>
      `First place sensitive: several weights moved together by ±${movement} would put ${name} first.`,
    fragile: (movement: string, name: string) =>
      `First place fragile: one weight moved by ${movement} puts ${name} first.`,
    others: (count: number) => `Among the ${count} other partnerships ranked.`,
    crossing: (criterion: string, change: string, name: string) =>
      `${criterion} ${change}: ${name} comes first`,
  },
}

/** Crossings that are further than a weight twice as large, or none at all, tell a reader nothing. */
const near = ({ factor }: Crossing) => factor <= 2

/** How firm the first place is, and who overtakes where which weight moves how far. */
export function stabilityLines(
  { verdict, movement, others, crossings, together }: Stability,
  names: Names,
  language: Language,
): string[] {
  const words = said[language]
  const nameOf = (key: string) =>
    list(
      key.split('+').map(id => names(id, 'firm')),
      language,
    )
  const moved = (factor: number) => `${factor < 1 ? '−' : '+'}${percent(Math.abs(factor - 1), language)}`
  const within = percent(movement, language)
  const nearest = verdict === 'fragile' ? crossings[0]?.key : together?.key
  const verdicts = {
    solid: words.solid(within),
    sensitive: words.sensitive(within, nameOf(nearest ?? '')),
    fragile: words.fragile(
      percent(Math.abs((crossings[0]?.factor ?? 1) - 1), language),
      nameOf(nearest ?? ''),
    ),
  }
  return [
    `${verdicts[verdict]} ${words.others(others)}`,
    ...crossings
      .filter(near)
      .map(
        ({ criterion, factor, key }) =>
          `    ${words.crossing(criterionNames[criterion][language], moved(factor), nameOf(key))}`,
      ),
  ]
}
