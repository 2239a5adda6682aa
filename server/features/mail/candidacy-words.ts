import { day } from '@maillage/matching/words/typography.ts'
import { letter, type Mail } from './words.ts'

/** To a bidder: its buyer asks it to complete a candidacy, its own or that of a partner of its group, by a day. */
export function candidacyAsked(said: {
  title: string
  candidate: string
  due: string
  text: string
  link: string
}): Mail {
  const { title, candidate, due, text, link } = said
  return {
    fr: {
      subject: `Complétez votre candidature\u00a0: ${title}`,
      body: letter(
        'Bonjour,',
        `L’acheteur de la consultation «\u00a0${title}\u00a0» vous demande de compléter la candidature de ${candidate}\u00a0:\n${text}`,
        `Répondez au plus tard le ${day(due, 'fr')}, comme tous les candidats concernés. Sans réponse, la candidature pourra être écartée (R2144-7).\n${link}`,
      ),
    },
    en: {
      subject: `Complete your candidacy: ${title}`,
      body: letter(
        'Hello,',
        `The buyer of the tender “${title}” asks you to complete the candidacy of ${candidate}:\n${text}`,
        `Answer by ${day(due, 'en')} at the latest, as all candidates concerned. Without an answer, the candidacy may be set aside (R2144-7).\n${link}`,
      ),
    },
  }
}

/** To a buyer: a bidder has completed a candidacy. */
export function candidacyAnswered({
  title,
  bidder,
  link,
}: {
  title: string
  bidder: string
  link: string
}): Mail {
  return {
    fr: {
      subject: `Candidature complétée\u00a0: ${title}`,
      body: letter('Bonjour,', `${bidder} a complété sa candidature.\n${link}`),
    },
    en: {
      subject: `Candidacy completed: ${title}`,
      body: letter('Hello,', `${bidder} has completed its candidacy.\n${link}`),
    },
  }
}
