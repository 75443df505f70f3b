import { Lexer, type Token, type Tokens } from 'marked'
import { h, type VNodeChild } from 'vue'
import { parts } from './mentions'

/** What the text of a message looks like: elements, never HTML, so nothing in a text can run. */

const MOST_KEPT = 500
const known = new Map<string, Token[]>()

export function rendered(text: string, me: string | undefined): VNodeChild {
  return blocks(tokens(text), me)
}

function tokens(text: string): Token[] {
  const before = known.get(text)
  if (before) return before
  const read = Lexer.lex(text, { gfm: true, breaks: true })
  if (known.size >= MOST_KEPT) known.delete(known.keys().next().value!)
  known.set(text, read)
  return read
}

function blocks(tokens: Token[], me: string | undefined): VNodeChild[] {
  return tokens.map((token) => block(token, me))
}

function block(token: Token, me: string | undefined): VNodeChild {
  switch (token.type) {
    case 'space':
    case 'def':
      return undefined
    case 'paragraph':
      return h('p', inline(token.tokens, me))
    case 'heading':
      // a message has no place in the page's outline
      return h('p', { class: 'heading' }, inline(token.tokens, me))
    case 'code':
      return h('pre', { tabindex: 0 }, h('code', token['text']))
    case 'blockquote':
      return h('blockquote', blocks(token.tokens ?? [], me))
    case 'list': {
      const list = token as Tokens.List
      const items = list.items.map((item) => h('li', blocks(item.tokens, me)))
      return list.ordered ? h('ol', { start: list.start || 1 }, items) : h('ul', items)
    }
    case 'hr':
      return h('hr')
    case 'text':
      return token.tokens ? inline(token.tokens, me) : words(token.raw, me)
    default:
      // tables and HTML stand as they were written
      return h('p', words(token.raw.trimEnd(), me))
  }
}

function inline(tokens: Token[] | undefined, me: string | undefined): VNodeChild[] {
  return (tokens ?? []).map((token) => {
    switch (token.type) {
      case 'strong':
        return h('strong', inline(token.tokens, me))
      case 'em':
        return h('em', inline(token.tokens, me))
      case 'del':
        return h('del', inline(token.tokens, me))
      case 'codespan':
        return h('code', token['text'])
      case 'br':
        return h('br')
      case 'link':
        return link(token as Tokens.Link, me)
      case 'text':
      case 'escape':
        return 'tokens' in token ? inline(token.tokens, me) : words(token.text, me)
      default:
        return words(token.raw, me)
    }
  })
}

/** Only where a browser goes to, and not to what a script would be. */
function link(token: Tokens.Link, me: string | undefined): VNodeChild {
  if (!/^(https?|mailto):/i.test(token.href)) return words(token.raw, me)
  const away = { href: token.href, target: '_blank', rel: 'noopener noreferrer nofollow' }
  // a mention within a link would be a link's text only
  return h('a', away, token.text)
}

function words(text: string, me: string | undefined): VNodeChild[] {
  return parts(text).map(({ text: part, name }) =>
    name === undefined ? part : h('span', { class: ['mention', { me: calls(name, me) }] }, part),
  )
}

function calls(name: string, me: string | undefined): boolean {
  const called = name.toLowerCase()
  return called === 'room' || called === me?.toLowerCase()
}
