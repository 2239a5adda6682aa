import { parisDate } from '@maillage/server/paris-date.ts'
import type { Page } from 'playwright-core'
import { choose } from './choose.ts'

const DAY = 86_400_000

/** The day so many days from now, as a date field takes it. */
export function dayIn(days: number): string {
  return parisDate(new Date(Date.now() + days * DAY))
}

/**
 * On the form of a new need: says what it must, asks for fabrics made in the region too, publishes it, and waits for
 * who could make it.
 */
export async function publishNeed(
  page: Page,
  {
    product,
    quantity,
    inDays,
    partners,
  }: { product: string; quantity: number; inDays: number; partners?: number },
): Promise<void> {
  await choose(page, 'Produit, famille ou composant', product, product)
  await page.getByText('Dispositif médical : soins, bloc').click()
  await page.getByRole('textbox', { name: 'Quantité', exact: true }).fill(String(quantity))
  await page.getByLabel('Livraison 1, au plus tard le').fill(dayIn(inDays))
  await page.getByRole('textbox', { name: 'Quantité de la livraison 1' }).fill(String(quantity))
  await choose(page, 'Lieu de livraison', '09000', 'Foix')
  await page.getByText('Le tissu, l’élastique ou le film y sont faits aussi').click()
  if (partners !== undefined) {
    await page.getByRole('slider', { name: 'Entreprises au plus dans un partenariat' }).fill(String(partners))
  }
  await page.getByRole('button', { name: 'Publier' }).click()
  await page.getByRole('heading', { name: /partenariats? possibles?/ }).waitFor()
}
