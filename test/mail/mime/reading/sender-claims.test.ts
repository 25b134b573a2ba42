import fc from 'fast-check'
import { readAuthentication, vouchedSender } from '../../../../src/mail/mime/authentication-results.ts'
import { readMailto } from '../../../../src/mail/mime/list-unsubscribe.ts'
import { senderClaims } from '../../../../src/mail/mime/sender-claims.ts'

const server = 'mx.ac-lyon.example'
const claims = (fields: Record<string, string>) => senderClaims(new Map(Object.entries(fields)))

const vouched = (field: string, ...from: string[]) => {
  const authentication = readAuthentication(field)
  return vouchedSender(
    { from: from.map((address) => ({ name: '', address })), ...(authentication && { authentication }) },
    server,
  )
}

describe('what the mail server says of a sender', () => {
  it.each([
    [`${server}; spf=pass smtp.mailfrom=lettre@cned.fr`, 'lettre@cned.fr', 'yes'],
    [`${server}; dkim=pass header.d=cned.fr header.s=2026`, 'lettre@info.cned.fr', 'yes'],
    [`${server} 1; dkim=fail (bad) header.d=cned.fr; dmarc=pass header.from=cned.fr`, 'a@cned.fr', 'yes'],
    [`"${server}"; dkim=pass reason="x; y" header.d=cned.fr`, 'a@cned.fr', 'yes'],
    [`${server}; dkim=pass header.d=école.fr`, 'a@école.fr', 'no'],
    [`${server}; dkim=pass header.d=xn--cole-9oa.fr`, 'a@école.fr', 'yes'],
    // The author belongs to another domain than the one that is vouched for.
    [`${server}; spf=pass smtp.mailfrom=a@evil.example; dkim=pass header.d=evil.example`, 'a@cned.fr', 'no'],
    [`${server}; dkim=pass header.d=mail.cned.fr`, 'a@cned.fr', 'no'],
    [`${server}; dkim=pass header.d=ned.fr`, 'a@cned.fr', 'no'],
    [`${server}; dkim=pass header.d=fr`, 'a@cned.fr', 'no'],
    [`${server}; dkim=fail header.d=cned.fr`, 'a@cned.fr', 'no'],
    [`${server}; none`, 'a@cned.fr', 'no'],
    // Results that stand in a comment, or in quotes, are nobody's.
    [`${server}; dkim=none (; dkim=pass header.d=cned.fr)`, 'a@cned.fr', 'no'],
    [`${server}; dkim=none reason="; dkim=pass header.d=cned.fr"`, 'a@cned.fr', 'no'],
    [`${server}; dkim=none (a \\) ; dkim=pass header.d=cned.fr)`, 'a@cned.fr', 'no'],
    // A sender chooses what stands before the @, and in quotes nearly anything may stand there (RFC 5321 §4.1.2).
    [`${server}; spf=pass smtp.mailfrom="banque.example x"@evil.example`, 'a@banque.example', 'no'],
    [`${server}; spf=pass smtp.mailfrom="banque.example"@evil.example`, 'a@banque.example', 'no'],
    [`${server}; spf=pass smtp.mailfrom="x\\" smtp.mailfrom=banque.example"@evil.example`, 'a@banque.example', 'no'],
    [`${server}; spf=pass smtp.mailfrom=banque.example;x@evil.example`, 'a@banque.example', 'no'],
    [`${server}; spf=pass smtp.mailfrom=banque.example;x=y z@evil.example; dkim=none`, 'a@banque.example', 'no'],
    [`${server}; spf=pass smtp.mailfrom=banque.example x@evil.example`, 'a@banque.example', 'no'],
    [`${server}; spf=pass smtp.mailfrom=banque.example(x)@evil.example`, 'a@banque.example', 'no'],
    [`${server}; spf=pass smtp.mailfrom=a smtp.mailfrom=banque.example`, 'a@banque.example', 'no'],
    [`${server}; dkim=pass header.i="x header.d=banque.example"@evil.example`, 'a@banque.example', 'no'],
    [`${server}; dkim=pass header.i=x y@evil.example header.d=banque.example`, 'a@banque.example', 'no'],
    [`${server}; spf=pass smtp.mailfrom="banque.example x"@evil.example`, 'a@evil.example', 'yes'],
    [`${server}; spf=pass smtp.mailfrom="a b@cned.fr"; dkim=none;`, 'a@cned.fr', 'yes'],
    [`${server}; dkim=pass(2048 bits) header.i=@cned.fr header.b="a/b" header.d (x) = "cned.fr"`, 'a@cned.fr', 'yes'],
    // Somebody else's word.
    ['mx.evil.example; dkim=pass header.d=cned.fr', 'a@cned.fr', 'unknown'],
    [`x${server}; dkim=pass header.d=cned.fr`, 'a@cned.fr', 'unknown'],
    ['', 'a@cned.fr', 'unknown'],
  ])('%s, written by %s: %s', (field, from, answer) => {
    expect(vouched(field, from)).toBe(answer)
  })

  it('vouches for no message with two authors, nor where no server is trusted', () => {
    const field = `${server}; dkim=pass header.d=cned.fr`
    expect(vouched(field, 'a@cned.fr', 'b@cned.fr')).toBe('no')
    const authentication = readAuthentication(field)
    const from = [{ name: '', address: 'a@cned.fr' }]
    expect(vouchedSender({ from, ...(authentication && { authentication }) }, undefined)).toBe('unknown')
  })

  it('is not believed as far as it was not read to its end', () => {
    const upToThere = `${server}; dkim=pass ${'(x)'.padEnd(3_953)} header.d=cned.fr`
    expect(vouched(upToThere, 'a@cned.fr')).toBe('yes')
    expect(vouched(`${upToThere}.evil.example`, 'a@cned.fr')).toBe('no')
  })

  it('is read in a moment whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (text) => {
        expect(vouched(`${text}; dkim=pass header.d=${text}`, 'a@cned.fr')).not.toBe('yes')
      }),
    )
    const started = performance.now()
    vouched(`${server};${'('.repeat(1_000_000)}`, 'a@cned.fr')
    vouched(`${server}${'; dkim=pass header.d=cned.fr'.repeat(100_000)}`, 'a@evil.example')
    expect(performance.now() - started).toBeLessThan(500)
  })
})

describe('what a header asks for', () => {
  it('names whoever wants a receipt, decoded once the list is read', () => {
    const { receiptTo } = claims({
      'disposition-notification-to': '=?utf-8?Q?Martin=2C_Zo=C3=A9?= <zoe@Lyon.example>, not an address',
    })
    expect(receiptTo).toEqual([{ name: 'Martin, Zoé', address: 'zoe@lyon.example' }])
    expect(claims({ 'disposition-notification-to': 'nobody' }).receiptTo).toBeUndefined()
  })

  it.each([
    [
      '<mailto:quitter@liste.fr?subject=non>, <https://liste.fr/q?x=1>',
      'List-Unsubscribe=One-Click',
      { mail: 'mailto:quitter@liste.fr?subject=non', url: 'https://liste.fr/q?x=1', oneClick: true },
    ],
    ['<http://liste.fr/q>, <https://liste.fr/\r\n s>', '', { url: 'https://liste.fr/s', oneClick: false }],
    ['<http://liste.fr/q>', 'List-Unsubscribe=One-Click', { url: 'http://liste.fr/q', oneClick: false }],
    ['<javascript:alert(1)>, <file:///etc/passwd>, <mailto:>', 'List-Unsubscribe=One-Click', undefined],
    [`<https://liste.fr/${'x'.repeat(5000)}>`, '', undefined],
    ['https://liste.fr/q', '', undefined],
  ])('tells how to leave a list: %s', (field, post, answer) => {
    expect(claims({ 'list-unsubscribe': field, 'list-unsubscribe-post': post }).unsubscribe).toEqual(answer)
  })

  it('takes no more of a mailto: than whom, what about and what', () => {
    expect(readMailto('mailto:a%2Bb@x.fr?Subject=Se%20d%C3%A9sabonner&bcc=moi@x.fr&body=1%2B1')).toEqual({
      to: 'a+b@x.fr',
      subject: 'Se désabonner',
      body: '1+1',
    })
    expect(readMailto('https://x.fr/')).toBeUndefined()
    expect(readMailto('mailto:a@x.fr?subject=%E9')?.subject).toBe('%E9')
  })

  it.each([
    ['fr', 'fr'],
    ['EN-us, fr', 'en-us'],
    ['fr (français)', 'fr'],
    ['"><script>', undefined],
    ['français', undefined],
  ])('says in which language it is written: %s', (field, language) => {
    expect(claims({ 'content-language': field }).language).toBe(language)
  })
})
