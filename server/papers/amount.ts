import { fixed, number } from '@maillage/matching/words/typography.ts'
import type { Language } from '../problems/problem.ts'

/** Integer cents as euros to the cent, whatever the amount: what is kept on paper is never rounded. */
export function amount(cents: number, language: Language): string {
  const [whole, rest] = [Math.trunc(cents / 100), String(Math.abs(cents % 100)).padStart(2, '0')]
  return language === 'fr' ? `${number(whole, 'fr')},${rest}${fixed}€` : `€${number(whole, 'en')}.${rest}`
}
