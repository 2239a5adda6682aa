import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pdfOf } from '../support/files.ts'
import { choose } from './choose.ts'
import { dayIn, publishNeed } from './needs.ts'
import { draftCanvas, draftRecipe, draftShield } from './new-product.ts'
import { openPlace, walkInSteps, type Place } from './people.ts'

let place: Place
let operator: Page
beforeAll(async () => {
  place = await openPlace()
  operator = await place.enter('operator')
})
afterAll(() => place.close())
walkInSteps(() => place)

test('the operator sees the region on a map, and who stands where', async () => {
  await operator.getByRole('heading', { name: 'Région Occitanie' }).waitFor()
  const marks = operator.getByRole('listbox', { name: /^Carte de la région/ }).getByRole('option')
  await marks.first().waitFor()
  expect(await marks.count()).toBeGreaterThan(80)
  await operator.getByLabel('Département').selectOption('Ariège (09)')
  await expect.poll(() => marks.count()).toBeLessThan(40)
  await marks.filter({ hasText: 'Tissages du Touyre' }).click()
  const chosen = operator.getByRole('region', { name: 'Ce qui est choisi sur la carte' })
  await chosen.getByRole('heading', { name: 'Tissages du Touyre' }).waitFor()
  // The operator is told of the difficulty that no buyer and no other firm ever sees.
  await chosen.getByText('En grande difficulté').waitFor()
})

test('reads what nobody can make, the operation that is missing, and the need that waits for it', async () => {
  await operator.getByRole('tab', { name: /^Ce qui manque/ }).click()
  const glove = operator.getByRole('heading', { name: /^Gant d.examen nitrile$/ })
  const gap = operator.getByRole('listitem').filter({ has: glove })
  await gap.getByText('procédé : Trempage').waitFor()
  await gap.getByText(/\d\spièces/).waitFor()
})

test('is told quietly that something in the region has changed, and sees it when it asks', async () => {
  await operator.getByRole('tab', { name: /^Besoins/ }).click()
  const row = operator.getByText(/4\s300/)
  const buyer = await place.enter('buyer')
  await buyer.goto('/buyer/needs/new')
  await publishNeed(buyer, { product: 'Surblouse lavable', quantity: 4_300, inDays: 150 })
  const waiting = operator.getByRole('status').filter({ hasText: 'Du nouveau dans la région' })
  const show = waiting.getByRole('button', { name: 'Afficher' })
  await show.waitFor()
  expect(await row.count()).toBe(0)
  await show.click()
  await row.first().waitFor()
})

test('verifies a certificate that a firm sends with its report, and the firm sees so', async () => {
  const firm = await place.enter('firm')
  await firm.goto('/firm/profile/certificates')
  const heading = { name: 'OEKO-TEX Standard 100' }
  const card = firm.getByRole('listitem').filter({ has: firm.getByRole('heading', heading) })
  await card.getByRole('button', { name: /^Compléter et renvoyer/ }).click()
  const picker = card.locator('input[type=file]')
  await picker.setInputFiles({
    name: 'rapport.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('<html>'),
  })
  await card.getByText('rapport.pdf : Ce type de fichier n’est pas accepté').waitFor()
  const report = pdfOf(['Rapport d’essai'])
  await picker.setInputFiles({ name: 'rapport.pdf', mimeType: 'application/pdf', buffer: report })
  await card.getByRole('link', { name: 'rapport.pdf' }).waitFor()
  await card.getByRole('button', { name: 'Envoyer à la vérification' }).click()
  await card.getByText('Envoyé, en cours de vérification').waitFor()

  await operator.goto('/operator/certificates')
  const queued = operator
    .getByRole('listitem')
    .filter({ has: operator.getByRole('heading', heading) })
    .filter({ has: operator.getByRole('link', { name: 'Tissages du Touyre' }) })
  const download = operator.waitForEvent('download')
  await queued.getByRole('link', { name: 'rapport.pdf' }).click()
  expect((await download).suggestedFilename()).toBe('rapport.pdf')
  await queued.getByRole('button', { name: /^Vérifier ou refuser/ }).click()
  await queued.getByLabel('Comment l’avez-vous vérifié').fill('Appel au laboratoire')
  await queued.getByRole('button', { name: 'Vérifier ce certificat' }).click()
  await card.getByText(/^Vérifié, jusqu’au/).waitFor()
})

test('adds a wholly new product with its material and its recipe, which is explored, asked for and ranked at once', async () => {
  const [product, material] = ['Écran facial sur bandeau cousu', 'Toile de coton recyclé']
  await draftShield(operator, product)
  const faults = operator.getByRole('status').filter({ hasText: '2 points empêchent la mise en vigueur' })
  await faults.getByText('ajoutez une gamme dont tous les intrants existent').waitFor()
  await draftCanvas(operator, material)
  await operator.getByRole('listitem').filter({ hasText: material }).first().waitFor()
  await draftRecipe(operator, product, material)
  await operator.getByRole('listitem').filter({ hasText: 'Bandeau cousu' }).first().waitFor()
  expect(await faults.count()).toBe(0)

  const buyer = await place.enter('buyer')
  await buyer.goto('/buyer/needs/new')
  await buyer.getByRole('combobox', { name: 'Produit, famille ou composant' }).waitFor()
  await operator.getByRole('button', { name: 'Mettre en vigueur' }).click()
  await operator.getByText('En vigueur sur tous les serveurs').waitFor()

  // The search makes its documents anew; meanwhile the old ones answer.
  const firm = await place.enter('firm')
  const shops = firm.getByRole('link', { name: 'Confection du Séronais' })
  await expect
    .poll(
      async () => {
        await firm.goto('/products/ecran-facial-sur-bandeau-cousu')
        await firm.getByRole('heading', { name: 'Qui peut le fabriquer dès aujourd’hui' }).waitFor()
        return shops.count()
      },
      { timeout: 60_000 },
    )
    .toBe(1)

  // The page was open before: the next answer of the server tells it that there is another catalogue.
  await choose(buyer, 'Lieu de livraison', '09000', 'Foix')
  await choose(buyer, 'Produit, famille ou composant', product, product)
  await buyer.getByRole('textbox', { name: 'Quantité', exact: true }).fill('800')
  await buyer.getByLabel('Livraison 1, au plus tard le').fill(dayIn(120))
  await buyer.getByRole('textbox', { name: 'Quantité de la livraison 1' }).fill('800')
  await buyer.getByRole('button', { name: 'Publier' }).click()
  await buyer.getByRole('heading', { name: /partenariats? possibles?/ }).waitFor()
  await buyer.getByText('Confection du Séronais').first().waitFor()

  // Asked for by now: it cannot be taken back, and the page says what to do.
  await operator.getByRole('button', { name: 'Annuler cette modification' }).click()
  await operator.getByRole('alert').getByText('Marquez-le plutôt comme historique').waitFor()
})
