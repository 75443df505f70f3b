import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import MessageText from '../src/components/MessageText.vue'

const html = (text: string, me?: string) =>
  mount(MessageText, { props: { text, me } }).find('.text').element.innerHTML.replaceAll('<!---->', '')

describe('the text of a message', () => {
  it('shows what markdown means', () => {
    expect(html('**bold** _slanted_ ~~gone~~ `code`')).toBe(
      '<p><strong>bold</strong> <em>slanted</em> <del>gone</del> <code>code</code></p>',
    )
    expect(html('> quoted')).toBe('<blockquote><p>quoted</p></blockquote>')
    expect(html('- one\n- two')).toBe('<ul><li>one</li><li>two</li></ul>')
    expect(html('3. three')).toContain('<ol start="3">')
    expect(html('```\na < b\n```')).toContain('<code>a &lt; b</code>')
    expect(html('one\ntwo')).toBe('<p>one<br>two</p>')
  })

  it('never becomes HTML of its own', () => {
    expect(html('<img src=x onerror=alert(1)>')).not.toContain('<img')
    expect(html('a <script>alert(1)</script> b')).not.toContain('<script')
    expect(html('<div onclick="x()">hello</div>')).toContain('&lt;div')
  })

  it('leads only to where a browser may go', () => {
    expect(html('[home](https://example.org)')).toContain('rel="noopener noreferrer nofollow"')
    expect(html('https://example.org')).toContain('href="https://example.org"')
    for (const evil of ['javascript:alert(1)', 'JaVaScRiPt:alert(1)', 'data:text/html,x', 'vbscript:x', '/logout']) {
      expect(html(`[home](${evil})`)).not.toContain('<a')
    }
  })

  it('loads no picture from elsewhere', () => {
    expect(html('![spy](https://example.org/pixel.png)')).not.toContain('<img')
  })

  it('marks who is called, and oneself above all', () => {
    expect(html('hello @ann', 'ann')).toBe('<p>hello <span class="mention me">@ann</span></p>')
    expect(html('hello @bob', 'ann')).toBe('<p>hello <span class="mention">@bob</span></p>')
    expect(html('hello @"Calm Otter 12", tea?', 'calm otter 12')).toBe(
      '<p>hello <span class="mention me">@Calm Otter 12</span>, tea?</p>',
    )
    expect(html('@room', 'ann')).toContain('mention me')
    expect(html('mail@example')).not.toContain('mention')
  })
})
