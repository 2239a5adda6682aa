import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pdfOf } from '../support/files.ts'
import { choose } from './choose.ts'
import { dayIn, publishNeed } from './needs.ts'
import { draftCanvas, draftRecipe, draftShield } from './new-product.ts'
import { openPlace, patience, walkInSteps, type Place } from './people.ts'
import { joinPool, makePlan, makersIn, runWave, sayUse, stockOf } from './planning.ts'

const POOL = 'Masques FFP2 des hôpitaux et des secours'
const CAP = 'Calot en tissu lavable'
const GOWN = 'Surblouse lavable, protège le patient'

const euros = (text: string) => Number(text.replaceAll(/\D/g, ''))

let place: Place
let operator: Page
let buyer: Page
let plan: string
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
  await expect.poll(() => marks.count(), { timeout: patience }).toBeLessThan(40)
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

test('plans for what a buyer says that it uses, and has the plan read by the firms that it asks', async () => {
  buyer = await place.enter('buyer')
  await sayUse(buyer, { item: CAP, agents: 400, perDay: 1 })
  await joinPool(buyer, POOL)
  await buyer.goto('/buyer/needs')
  await buyer
    .getByRole('link', { name: /^Masque FFP2/ })
    .first()
    .click()
  await buyer.getByText('Acheté à plusieurs').waitFor()
  await buyer.getByRole('link', { name: POOL }).click()
  await buyer.getByRole('heading', { level: 1, name: POOL }).waitFor()

  // The demonstration comes with a plan: it is made again with the same settings, for what is asked for by now.
  await operator.goto('/operator/plans')
  await operator.getByRole('link', { name: /^Plan n°\s?1$/ }).click()
  await operator.getByRole('link', { name: 'Refaire' }).first().click()
  plan = await makePlan(operator)
  await operator.getByRole('tab', { name: /^Articles/ }).click()
  await operator.getByRole('heading', { name: CAP }).waitFor()
  expect(await makersIn(operator, plan, GOWN)).toContain('Tissages du Touyre')
  await operator.getByRole('tab', { name: 'Réponses' }).click()
  await operator.getByText(/sera retiré/).waitFor()
  await operator.getByRole('button', { name: 'Proposer aux entreprises' }).click()
  await operator.getByText('Plan proposé aux entreprises.').waitFor()
})

test('plans anew around a firm that refuses: what it refused is asked of others', async () => {
  const answer = operator
    .getByRole('row')
    .filter({ hasText: 'Tissages du Touyre' })
    .filter({ hasText: 'Surblouse lavable' })
  await answer.getByText('Attend une réponse').waitFor()
  const firm = await place.enter('firm')
  await firm.goto('/firm/plan')
  const proposal = firm
    .getByRole('listitem')
    .filter({ has: firm.getByRole('heading', { name: 'Surblouse lavable' }) })
    .filter({ hasText: 'Attend une réponse' })
  await proposal.getByRole('button', { name: 'Je refuse' }).click()
  await proposal.getByLabel('Pourquoi ?').fill('Nos coupeuses sont prises jusqu’au printemps.')
  await proposal.getByRole('button', { name: 'Envoyer' }).click()
  await firm.getByText('Refusée').first().waitFor()
  // The operator reads it where it waits for it.
  await answer.getByText('« Nos coupeuses sont prises jusqu’au printemps. »').waitFor()

  await operator.getByRole('link', { name: 'Refaire' }).last().click()
  const again = await makePlan(operator)
  expect(again).not.toBe(plan)
  const makers = await makersIn(operator, again, GOWN)
  expect(makers.length).toBeGreaterThan(0)
  expect(makers).not.toContain('Tissages du Touyre')
})

test('puts a scenario together, and reads who would be without, and what to decide now whatever comes', async () => {
  await runWave(operator, { name: 'Canicule', item: CAP, times: 5 })
  // Four times more than was thought, 400 a day for six weeks, and nobody changes the plan.
  await operator.getByText(/^Au pire, en semaine 15, il manque 67\s200\spièces/).waitFor()
  await operator.getByText('400 agents sans protection.').first().waitFor()
  await operator.getByRole('tab', { name: 'Dans tous les cas' }).click()
  await operator.getByRole('heading', { name: 'Réserves à constituer' }).waitFor()
  const costs = operator.getByRole('table', { name: 'Coûts, réserves et retards compris' })
  const row = costs.getByRole('row').filter({ hasText: 'Canicule' })
  const [best, kept, decided] = (await row.getByRole('cell').allInnerTexts()).map(euros)
  expect(decided).toBeLessThan(kept ?? 0)
  expect(decided).toBeGreaterThanOrEqual(best ?? Infinity)
})

test('sees the stock of a buyer rise by what is delivered to it', async () => {
  const contract = 'Surblouses lavables des urgences'
  const before = await stockOf(buyer, 'Surblouse lavable')
  await buyer.goto('/buyer/contracts')
  await buyer.getByRole('link', { name: contract }).click()
  await buyer.getByLabel('Dépôt').selectOption('Pharmacie de l’hôpital')
  const maker = await place.join('Confection du Séronais', { language: 'en-GB' })
  await maker.goto('/firm/contracts')
  await maker.getByRole('link', { name: contract }).click()
  await maker.getByRole('button', { name: /^Announce a delivery/ }).click()
  await maker.getByLabel('Your lot number').fill('S-32')
  await maker.getByRole('button', { name: 'Announce a delivery', exact: true }).click()
  await maker.getByRole('heading', { name: 'lot S-32' }).waitFor()

  await buyer.reload()
  const lot = buyer.getByRole('article').filter({ hasText: 'lot S-32' })
  await lot.getByRole('button', { name: 'Réceptionner' }).click()
  await lot.getByRole('button', { name: 'Réceptionner' }).click()
  await lot.getByRole('button', { name: 'Contrôler' }).click()
  await lot.getByRole('button', { name: 'Enregistrer le contrôle' }).click()
  await lot.getByText('Acceptée', { exact: true }).waitFor()
  expect(await stockOf(buyer, 'Surblouse lavable')).toBe(before + 600)
  await operator.goto('/operator/stocks?view=buyers')
  await operator.getByText('Hôpital du Pas-du-Roc').first().waitFor()
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
      { timeout: patience },
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

test('an operator puts an emergency regime in force in two presses: a buyer reads it on a need, and it is taken back in one', async () => {
  const operator = await place.enter('operator')
  await operator.goto('/operator/catalogue?kind=regimes')
  const regime = 'Dérogation de l’ANSM pour un dispositif'
  const row = operator.getByRole('row', { name: new RegExp(regime) })
  await row.getByText('Base en droit, pas en vigueur').waitFor()
  await row.getByRole('button', { name: /^Mettre en vigueur/ }).click()
  const dialog = operator.getByRole('dialog')
  await dialog.getByLabel(/^Jusqu’au/).fill('2020-01-01')
  await dialog.getByRole('button', { name: 'Mettre en vigueur' }).click()
  await dialog.getByText('Cette date vient trop tôt').first().waitFor()
  await dialog.getByLabel(/^Jusqu’au/).fill(dayIn(200))
  await dialog.getByRole('button', { name: 'Mettre en vigueur' }).click()
  await row.getByText('En vigueur du').waitFor()
  // Pointed at, it stays as long as somebody reads elsewhere what it did.
  const restore = operator.getByRole('button', { name: 'Rétablir' })
  await restore.hover()

  const buyer = await place.enter('buyer')
  await buyer.goto('/buyer/needs')
  await buyer
    .getByRole('link', { name: /Masque chirurgical de type IIR/ })
    .first()
    .click()
  await buyer
    .getByRole('region', { name: new RegExp(regime) })
    .getByText('du prototype au droit de vendre')
    .waitFor()

  await restore.click()
  await row.getByText('Base en droit, pas en vigueur').waitFor()
})
