import type { RequestHandler, Response } from 'express'
import helmet from 'helmet'

/**
 * Helmet's defaults, but for what a webmail without scripts of others needs: `same-origin` referrers
 * (`no-referrer` makes browsers send `Origin: null` with our own forms), no inline style, and nothing upgraded
 * to https where the service itself is plain http on loopback.
 */
export function securityHeaders({ https }: { https: boolean }): RequestHandler {
  return helmet({
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: https,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        frameSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        ...(https ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    crossOriginEmbedderPolicy: false,
    xFrameOptions: { action: 'deny' },
  })
}

/** For a page that shows remote images its reader asked for. */
export function letRemoteImagesIn(res: Response): void {
  const policy = String(res.get('Content-Security-Policy'))
  res.set('Content-Security-Policy', policy.replace("img-src 'self' data:", "img-src 'self' data: https: http:"))
}

/** For the document of a designed letter: an origin of its own, no script, no form, framed by our pages only. */
export function isolateLetter(res: Response, { images }: { images: boolean }): void {
  const policy = [
    'sandbox allow-popups allow-popups-to-escape-sandbox',
    "default-src 'none'",
    `img-src data:${images ? ' https: http:' : ''}`,
    "style-src 'unsafe-inline'",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'self'",
  ]
  leaveAlone(res, policy.join('; '))
  res.set('X-Frame-Options', 'SAMEORIGIN')
}

/** For a stranger's file, whether saved or looked at: whatever it is, it runs nothing and asks for nothing. */
export function isolateFile(res: Response): void {
  leaveAlone(res, "default-src 'none'; sandbox; frame-ancestors 'none'")
}

/**
 * Nothing of it is kept: the next person at a shared computer could be given the same address. A sandboxed document
 * that stands alone is refused by browsers when it also asks for an opener policy (HTML, « create navigation params »).
 */
function leaveAlone(res: Response, policy: string): void {
  res.removeHeader('Cross-Origin-Opener-Policy')
  res.set({ 'Content-Security-Policy': policy, 'Cache-Control': 'private, no-store' })
}
