import type { Language } from '../../problems/problem.ts'
import type { MailText } from './queue.ts'

/** A mail in both languages: the sender takes the reader's. */
export type Mail = Record<Language, MailText>

/** Paragraphs, with the name of who signs below. */
export const letter = (...paragraphs: string[]) => [...paragraphs, 'Maillage'].join('\n\n')

/** The paragraphs of a letter, without its greeting and without who signs. */
const paragraphsOf = (body: string) => body.split('\n\n').slice(1, -1)

/** What a member was not written of at once, in one mail: each under what it would have been called. */
export function gathered(news: { organisation: string; link: string; mails: readonly MailText[] }): Mail {
  const { organisation, link, mails } = news
  const told = mails.flatMap(({ subject, body }) => [`* ${subject}`, ...paragraphsOf(body)])
  return {
    fr: {
      subject: `${mails.length} nouvelles pour ${organisation}`,
      body: letter('Bonjour,', ...told, `Tout voir\u00a0:\n${link}`),
    },
    en: {
      subject: `${mails.length} pieces of news for ${organisation}`,
      body: letter('Hello,', ...told, `See everything:\n${link}`),
    },
  }
}

/** To a new account: the link that confirms its address. Valid one day. */
export function verifyAddress({ name, link }: { name: string; link: string }): Mail {
  return {
    fr: {
      subject: 'Confirmez votre adresse',
      body: letter(
        `Bonjour ${name},`,
        `Pour ouvrir votre compte, confirmez votre adresse en suivant ce lien, valable un jour\u00a0:\n${link}`,
        'Si vous n’avez pas créé de compte, ne suivez pas ce lien\u00a0: rien ne sera ouvert.',
      ),
    },
    en: {
      subject: 'Confirm your address',
      body: letter(
        `Hello ${name},`,
        `To open your account, confirm your address by following this link, valid for one day:\n${link}`,
        'If you did not create an account, do not follow it: nothing will be opened.',
      ),
    },
  }
}

/** To the owner of an address that somebody signed up with again. */
export function accountExists({ name, link }: { name: string; link: string }): Mail {
  return {
    fr: {
      subject: 'Vous avez déjà un compte',
      body: letter(
        `Bonjour ${name},`,
        `Quelqu’un a voulu créer un compte avec votre adresse, qui en a déjà un. Rien n’a changé. Si c’était vous, connectez-vous\u00a0:\n${link}`,
        'Si vous avez oublié votre mot de passe, cette page permet d’en choisir un autre.',
      ),
    },
    en: {
      subject: 'You already have an account',
      body: letter(
        `Hello ${name},`,
        `Someone tried to create an account with your address, which already has one. Nothing has changed. If it was you, sign in:\n${link}`,
        'If you have forgotten your password, that page lets you choose another.',
      ),
    },
  }
}

/** The link that lets a person choose another password. Valid one hour. */
export function resetPassword({ name, link }: { name: string; link: string }): Mail {
  return {
    fr: {
      subject: 'Choisissez un nouveau mot de passe',
      body: letter(
        `Bonjour ${name},`,
        `Pour choisir un nouveau mot de passe, suivez ce lien, valable une heure\u00a0:\n${link}`,
        'Si vous n’avez rien demandé, ne faites rien\u00a0: votre mot de passe reste le même.',
      ),
    },
    en: {
      subject: 'Choose a new password',
      body: letter(
        `Hello ${name},`,
        `To choose a new password, follow this link, valid for one hour:\n${link}`,
        'If you did not ask for it, do nothing: your password stays the same.',
      ),
    },
  }
}

/** An invitation to join an organisation. Valid seven days. */
export function invitation(names: { organisation: string; inviter: string; link: string }): Mail {
  const { organisation, inviter, link } = names
  return {
    fr: {
      subject: `${organisation} vous invite`,
      body: letter(
        'Bonjour,',
        `${inviter} vous invite à rejoindre ${organisation} sur Maillage, où se trouvent les entreprises textiles et les acheteurs d’équipements de protection.`,
        `Pour accepter, suivez ce lien personnel, valable sept jours\u00a0:\n${link}`,
        'Si vous ne connaissez pas cette personne, ne faites rien.',
      ),
    },
    en: {
      subject: `${organisation} invites you`,
      body: letter(
        'Hello,',
        `${inviter} invites you to join ${organisation} on Maillage, where textile firms and buyers of protective equipment meet.`,
        `To accept, follow this personal link, valid for seven days:\n${link}`,
        'If you do not know this person, do nothing.',
      ),
    },
  }
}

/** To each owner: somebody asks to join the organisation. */
export function joinRequest(names: {
  organisation: string
  name: string
  email: string
  link: string
}): Mail {
  const { organisation, name, email, link } = names
  return {
    fr: {
      subject: `${name} demande à rejoindre ${organisation}`,
      body: letter(
        'Bonjour,',
        `${name} (${email}) demande à rejoindre ${organisation}. Acceptez ou refusez à la page des membres\u00a0:\n${link}`,
        'En attendant, cette personne ne voit rien de votre organisation.',
      ),
    },
    en: {
      subject: `${name} asks to join ${organisation}`,
      body: letter(
        'Hello,',
        `${name} (${email}) asks to join ${organisation}. Accept or refuse on the members page:\n${link}`,
        'Until then, this person sees nothing of your organisation.',
      ),
    },
  }
}

/** To somebody who asked to join, and now may come in. */
export function joinAccepted({ organisation, link }: { organisation: string; link: string }): Mail {
  return {
    fr: {
      subject: `Vous avez rejoint ${organisation}`,
      body: letter('Bonjour,', `${organisation} a accepté votre demande. Entrez\u00a0:\n${link}`),
    },
    en: {
      subject: `You have joined ${organisation}`,
      body: letter('Hello,', `${organisation} has accepted your request. Come in:\n${link}`),
    },
  }
}

/** To the owners and editors of a firm, once a day: needs it fits, beyond those it was told of one by one. */
export function needsDigest(content: {
  organisation: string
  link: string
  total: number
  lines: Record<Language, string[]>
}): Mail {
  const { organisation, link, total, lines } = content
  const named = (language: Language) => lines[language].map(line => `– ${line}`).join('\n\n')
  const one = total === 1
  return {
    fr: {
      subject: one ? 'Un autre besoin pour vous' : `${total} autres besoins pour vous`,
      body: letter(
        'Bonjour,',
        `${one ? 'Un besoin concerne' : `${total} besoins concernent`} ${organisation}, au-delà de ceux que vous avez reçus un par un.`,
        named('fr'),
        `Voir tous les besoins\u00a0:\n${link}`,
        'Un rang dit qui consulter. Il ne désigne jamais l’attributaire d’un marché public.',
      ),
    },
    en: {
      subject: one ? 'One more need for you' : `${total} more needs for you`,
      body: letter(
        'Hello,',
        `${one ? 'One need concerns' : `${total} needs concern`} ${organisation}, beyond those you received one by one.`,
        named('en'),
        `See all needs:\n${link}`,
        'A rank says whom to look at. It never says who is given a public contract.',
      ),
    },
  }
}

/** To whoever saved a search, once a day: what is new in it. */
export function searchDigest(found: { name: string; link: string; total: number; lines: string[] }): Mail {
  const { name, link, total, lines } = found
  const named = lines.map(line => `- ${line}`).join('\n')
  return {
    fr: {
      subject: `Du nouveau dans votre recherche «\u00a0${name}\u00a0»`,
      body: letter(
        'Bonjour,',
        `Nouveaux résultats\u00a0: ${total}.\n${named}`,
        `Les voir tous, ou ne plus être prévenu\u00a0:\n${link}`,
      ),
    },
    en: {
      subject: `New results for your search “${name}”`,
      body: letter(
        'Hello,',
        `New results: ${total}.\n${named}`,
        `See them all, or stop being told:\n${link}`,
      ),
    },
  }
}

/** To the owners and editors of a firm: a buyer asks it about a need. At once, whatever else they receive. */
export function contactAsked(asked: {
  buyer: string
  again: boolean
  need: Record<Language, string>
  text: string
  link: string
}): Mail {
  const { buyer, again, need, text, link } = asked
  return {
    fr: {
      subject: again ? `${buyer} attend votre réponse` : `${buyer} vous consulte`,
      body: letter(
        'Bonjour,',
        `${buyer} vous demande si vous pourriez répondre à ce besoin\u00a0: ${need.fr}.`,
        ...(text === '' ? [] : [`Son message\u00a0:\n${text}`]),
        `Répondez ici, d’un mot si vous déclinez\u00a0:\n${link}`,
        'C’est une prise de contact, ni une commande ni l’attribution d’un marché. Ce qui est dit peut être communiqué aux autres entreprises consultées.',
      ),
    },
    en: {
      subject: again ? `${buyer} waits for your answer` : `${buyer} asks you`,
      body: letter(
        'Hello,',
        `${buyer} asks whether you could meet this need: ${need.en}.`,
        ...(text === '' ? [] : [`Their message:\n${text}`]),
        `Answer here, in a word where you decline:\n${link}`,
        'This is a first contact, neither an order nor the award of a contract. What is said may be told to the other firms asked.',
      ),
    },
  }
}

/** To the owners and editors of a buyer: a firm it asked has answered. */
export function contactAnswered(answered: {
  firm: string
  state: 'accepted' | 'declined'
  need: Record<Language, string>
  answer: string
  link: string
}): Mail {
  const { firm, state, need, answer, link } = answered
  const accepted = state === 'accepted'
  return {
    fr: {
      subject: accepted ? `${firm} est intéressée` : `${firm} décline`,
      body: letter(
        'Bonjour,',
        `${firm} ${accepted ? 'veut bien en parler' : 'ne peut pas répondre'}\u00a0: ${need.fr}.`,
        ...(answer === '' ? [] : [`Son message\u00a0:\n${answer}`]),
        `Voir les réponses\u00a0:\n${link}`,
      ),
    },
    en: {
      subject: accepted ? `${firm} is interested` : `${firm} declines`,
      body: letter(
        'Hello,',
        `${firm} ${accepted ? 'is willing to talk' : 'cannot answer'}: ${need.en}.`,
        ...(answer === '' ? [] : [`Their message:\n${answer}`]),
        `See the answers:\n${link}`,
      ),
    },
  }
}
