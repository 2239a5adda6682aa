import type { Text } from '@maillage/matching/catalogue.ts'
import { amount } from '../../papers/amount.ts'

/** Why the terms of a contract are refused, in the reader's language. */
export const said = {
  oneHolder: {
    fr: 'Une commande a un seul titulaire, seul ou en groupement ; plusieurs titulaires demandent un accord-cadre.',
    en: 'An order has one holder, alone or a group; several holders take a framework.',
  },
  oneLead: {
    fr: 'Désignez un mandataire, et un seul : il répond du marché pour le titulaire.',
    en: 'Name one lead, and only one: it answers for the contract on behalf of the holder.',
  },
  noName: {
    fr: 'Nommez l’entreprise, puisqu’elle n’est pas sur Maillage.',
    en: 'Name the firm, since it is not on Maillage.',
  },
  self: { fr: 'C’est votre propre organisation.', en: 'This is your own organisation.' },
  noFirm: { fr: 'Cette entreprise n’existe pas ici.', en: 'There is no such firm here.' },
  suspended: { fr: 'Cette entreprise est suspendue.', en: 'This firm is suspended.' },
  leadIsPartner: {
    fr: 'Le mandataire est un cotraitant, jamais un sous-traitant ni un fournisseur.',
    en: 'The lead is a partner, never a subcontractor or a supplier.',
  },
  noShare: {
    fr: 'Seuls les cotraitants ont une part.',
    en: 'Partners alone have a share.',
  },
  shares: {
    fr: 'Les parts des cotraitants doivent faire 100 % : donnez-en une à chacun, ou à aucun.',
    en: 'The partners’ shares have to add up to 100 %: give each one, or none.',
  },
  endsBefore: { fr: 'La fin vient avant le début.', en: 'The end comes before the beginning.' },
  ends: { fr: 'Un accord-cadre a une fin.', en: 'A framework has an end.' },
  maximum: {
    fr: 'Un accord-cadre a un maximum : indiquez-le.',
    en: 'A framework has a maximum: give it.',
  },
  minimum: { fr: 'Le minimum dépasse le maximum.', en: 'The minimum is above the maximum.' },
  frameworkOnly: {
    fr: 'Cela ne va qu’avec un accord-cadre.',
    en: 'This goes with a framework alone.',
  },
  allocation: {
    fr: 'Dites comment les bons de commande sont répartis entre les titulaires : en cascade, ou à tour de rôle.',
    en: 'Say how call-offs go round among the holders: by cascade, or in turn.',
  },
  noAllocation: {
    fr: 'Avec un seul titulaire, il n’y a rien à répartir.',
    en: 'With one holder there is nothing to go round.',
  },
  optionsOfOrder: {
    fr: 'Un accord-cadre se commande par bons ; les options vont avec une commande.',
    en: 'A framework is ordered from by call-offs; options go with an order.',
  },
  notYourNeed: {
    fr: 'Ce besoin n’est pas de votre organisation.',
    en: 'This need is not of your organisation.',
  },
  notAmongNeeds: {
    fr: 'Ce besoin n’est pas parmi ceux du marché.',
    en: 'This need is not among those of the contract.',
  },
  otherItem: {
    fr: 'Ce besoin demande un autre article.',
    en: 'This need asks for another item.',
  },
  dueBefore: {
    fr: 'Cette livraison vient avant le début du marché.',
    en: 'This delivery comes before the contract begins.',
  },
  noHolder: { fr: 'Il n’y a pas de titulaire à cette place.', en: 'There is no holder in this place.' },
  noParty: {
    fr: 'C’est un cotraitant qui livre.',
    en: 'It is a partner that delivers.',
  },
  noSuchSize: { fr: 'Cet article n’existe pas dans cette taille.', en: 'This item has no such size.' },
  meets: {
    fr: 'Dites quelle livraison de quel besoin cette ligne couvre.',
    en: 'Say which delivery of which need this line meets.',
  },
  meetsLater: {
    fr: 'Dans un accord-cadre, ce sont les bons de commande qui couvrent les besoins.',
    en: 'In a framework it is the call-offs that meet needs.',
  },
  noLine: { fr: 'Il n’y a pas de ligne à cette place.', en: 'There is no line in this place.' },
  exerciseLate: {
    fr: 'Une option se lève avant la livraison qu’elle demande.',
    en: 'An option is exercised before the delivery it asks for.',
  },
  answerPast: {
    fr: 'Laissez au moins jusqu’à demain pour répondre.',
    en: 'Leave until tomorrow at least to answer.',
  },
  concludedLater: {
    fr: 'Un marché ne se constate pas avant d’être signé : indiquez un jour passé ou aujourd’hui.',
    en: 'A contract is not recorded before it is signed: give a day past, or today.',
  },
  noOrigin: {
    fr: 'Dites de quelle procédure ce marché vient.',
    en: 'Say which procedure this contract comes from.',
  },
  noProcedure: {
    fr: 'Choisissez d’abord la procédure de ce besoin (page « Quelle procédure ? ») : le marché s’y appuie.',
    en: 'Choose the procedure of this need first (page “Which procedure?”): the contract rests on it.',
  },
  notDirect: {
    fr: 'La procédure choisie pour ce besoin demande une mise en concurrence : un marché direct n’est pas possible.',
    en: 'The procedure chosen for this need asks for competition: a direct contract is not possible.',
  },
  notQuotes: {
    fr: 'Seul un acheteur privé conclut après une simple demande de devis.',
    en: 'A private buyer alone concludes after a plain request for quotes.',
  },
  notApproved: {
    fr: 'L’urgence impérieuse attend encore l’accord d’un responsable de votre organisation.',
    en: 'The imperious urgency still waits for the approval of an owner of your organisation.',
  },
  aboveThreshold: {
    fr: 'Avec ce qui est acheté de semblable, ce montant atteint le seuil de la procédure choisie : choisissez-en une plus exigeante.',
    en: 'With what is bought alike, this amount reaches the threshold of the procedure chosen: choose one that asks for more.',
  },
  lapsed: {
    fr: 'Le délai de réponse est passé.',
    en: 'The time to answer is over.',
  },
  answered: {
    fr: 'Vous avez déjà répondu.',
    en: 'You have answered already.',
  },
  why: {
    fr: 'Écrivez pourquoi : l’autre partie le lira.',
    en: 'Write down why: the other side will read it.',
  },
  notFramework: {
    fr: 'Seul un accord-cadre se commande par bons.',
    en: 'A framework alone is ordered from by call-offs.',
  },
  notRunning: {
    fr: 'Un bon de commande s’émet pendant la durée de l’accord-cadre seulement.',
    en: 'A call-off is placed while the framework runs, and at no other time.',
  },
  notDeclined: {
    fr: 'Seul un bon de commande décliné passe au titulaire suivant, et une seule fois.',
    en: 'A call-off that was declined alone goes to the next holder, and once.',
  },
  nobodyLeft: {
    fr: 'Tous les titulaires ont décliné ce bon de commande.',
    en: 'Every holder has declined this call-off.',
  },
  notPriced: {
    fr: 'L’accord-cadre n’a pas de prix pour cet article chez le titulaire dont c’est le tour.',
    en: 'The framework has no price for this item with the holder whose turn it is.',
  },
  overLine: {
    fr: 'C’est plus que ce que l’accord-cadre permet encore pour cet article.',
    en: 'This is more than the framework still allows of this item.',
  },
  duePast: {
    fr: 'Cette livraison est passée : choisissez un jour à venir.',
    en: 'This delivery is past: choose a day to come.',
  },
  exercised: { fr: 'Cette option est déjà levée.', en: 'This option is exercised already.' },
  optionOver: {
    fr: 'Le délai pour lever cette option est passé.',
    en: 'The time to exercise this option is over.',
  },
  notAllDelivered: {
    fr: 'Tout n’est pas encore livré et accepté : résiliez, ou attendez.',
    en: 'Not all is delivered and accepted yet: terminate it, or wait.',
  },
  noAdvance: { fr: 'Ce marché n’a pas d’avance.', en: 'This contract has no advance.' },
  paidLater: {
    fr: 'Une avance se constate une fois versée : indiquez un jour passé ou aujourd’hui.',
    en: 'An advance is recorded once it is paid: give a day past, or today.',
  },
} satisfies Record<string, Text>

/** Why a call-off is refused as a whole: it comes to more than the framework has left. */
export const overMaximum = (comesTo: number, left: number): Text => ({
  fr: `Ce bon vient à ${amount(comesTo, 'fr')} hors taxes, et il ne reste que ${amount(left, 'fr')} de l’accord-cadre : réduisez la quantité.`,
  en: `This call-off comes to ${amount(comesTo, 'en')} ex tax, and only ${amount(left, 'en')} of the framework is left: lower the quantity.`,
})
