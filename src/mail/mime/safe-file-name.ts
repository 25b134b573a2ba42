import { detectExtension } from 'nodemailer/lib/mime-funcs'
import type { Part } from '../types.ts'
import { plainLine } from './plain-name.ts'

/** Octets, the limit of the usual file systems. */
const longest = 255

// https://learn.microsoft.com/windows/win32/fileio/naming-a-file
const reserved = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)/i

/**
 * A file name for what we send and what we let people save. Text browsers send whole local paths, senders write what
 * they like: what is left is one visible line that is no path, no device and no hidden file. Never empty.
 */
export function safeFileName(name: string, whenEmpty = 'fichier'): string {
  const [last = ''] = plainLine(name.slice(-4000)).split(/[/\\]/).slice(-1)
  const visible = trimEnds(last.normalize('NFC').replace(/[<>:"|?*]/g, '_'))
  const harmless = visible.replace(reserved, '_$&')
  return shorten(harmless) || whenEmpty
}

/** What to save a part as, also when its sender gave it no name: « piece-2.1.png ». */
export function fileNameOf({ fileName, section, type }: Pick<Part, 'fileName' | 'section' | 'type'>): string {
  const extension = type === 'message/rfc822' ? 'eml' : detectExtension(type)
  return safeFileName(fileName, `piece-${section}.${extension || 'bin'}`)
}

/** Windows drops dots and spaces at the end, others hide what begins with a dot. */
const trimEnds = (name: string): string => name.replace(/^[\s.]+/, '').replace(/[\s.]+$/, '')

/** Cuts before the extension, and never within a character. */
function shorten(name: string): string {
  if (Buffer.byteLength(name) <= longest) return name
  const extension = /\.[^\s.]{1,16}$/u.exec(name)?.[0] ?? ''
  const room = longest - Buffer.byteLength(extension)
  const stem = Buffer.from(name.slice(0, name.length - extension.length)).subarray(0, room)
  return trimEnds(new TextDecoder().decode(stem).replace(/\ufffd+$/, '')) + extension
}
