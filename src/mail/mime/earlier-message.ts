/** How mail programs announce the message they quote. Written to look at little text: callers cut first. */

const months =
  'janv|févr|fevr|mars|avr|mai|juin|juil|août|aout|sept|oct|nov|déc|dec|jan|feb|mar|apr|may|jun|jul|aug|sep'

/** « Le mar. 24 nov. 2026 à 10:12, Marie Dupont <…> a écrit : », « On Tue, Nov 24, 2026 … wrote: ». */
const attribution = new RegExp(
  String.raw`^(?:(?:Le|On|Am|El|Il giorno)\s.{0,300}(?:\d|${months}).{0,300}|.{1,200}<[^<>\s]+@[^<>\s]+>\s{0,3})` +
    String.raw`(?:a\s+écrit|a\s+ecrit|wrote|schrieb(?:\s.{0,100})?|escribió|ha\s+scritto)\s{0,3}:\s*$`,
  'isu',
)

/** « -----Message d'origine----- », « -------- Original Message -------- ». */
const divider =
  /^[-_=*\s]{0,60}(?:-{2,}|_{5,})\s*(?:Message d['’]origine|Message initial|Mail original|Original Message|Original Appointment|Rendez-vous d['’]origine|Ursprüngliche Nachricht|Mensaje original|Messaggio originale)\s*-{2,}\s*$/iu

/**
 * Headers as Outlook prints them above the earlier message: « De : … Envoyé : … À : … ». « Date : » needs an address
 * before it, or the head of an administrative letter (« De : le recteur … Date : … Objet : … ») would be one.
 */
const headers = new RegExp(
  String.raw`^\s*\**(?:De|From|Von|Da)\s?:\**\s?\S(?:.{0,400}?\s\**(?:Envoyé|Envoyé le|Sent|Gesendet|Inviato)|.{0,200}?@.{0,200}?\s\**Date)` +
    String.raw`\s?:\**\s?\S.{0,200}?\s\**(?:À|A|To|An|Objet|Subject|Cc)\s?:`,
  'isu',
)

/** Does this line, or these two joined, present the quote that follows? */
export function isAttribution(text: string): boolean {
  return text.length <= 800 && /[:：]\s*$/.test(text) && attribution.test(text.trim())
}

/** Does this line part a reply from the message below it? */
export function isDivider(line: string): boolean {
  return line.length <= 200 && divider.test(line.trim())
}

/** Is this the beginning of a message passed on? */
export function isForward(text: string): boolean {
  return /^[-\s]{0,60}(?:Forwarded message|Message transféré|Courriel transféré|Message transmis|Message réexpédié|Début du message|Begin forwarded message)/iu.test(
    text,
  )
}

/** A cheap look at a line before `beginsWithHeaders`. */
export function mayBeHeaders(line: string): boolean {
  return /^[\s*]{0,20}(?:De|From|Von|Da)\s?:/.test(line)
}

/** Does this text begin with the headers of an earlier message? Only its start is looked at. */
export function beginsWithHeaders(text: string): boolean {
  return mayBeHeaders(text) && headers.test(text.slice(0, 900))
}
