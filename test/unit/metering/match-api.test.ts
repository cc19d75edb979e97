import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeSegment, parseTemplate } from '../../../shared/kernel/path-template.ts';
import { compileApis, matchApi } from '../../../shared/metering/gateway/match-api.ts';

const api = (pathTemplate: string, method = 'GET') => ({ method, pathTemplate });
const apis = [
  api('/companies/{code}'),
  api('/companies/search'),
  api('/companies/{code}/reports/{year}.pdf'),
  api('/companies/{code}/reports/{name}'),
  api('/companies/{code}/reports/latest.pdf'),
  api('/天气/{city}'),
  api('/'),
  api('/companies', 'POST'),
];
const match = compileApis(apis);
const templateOf = (method: string, path: string) => match(method, path)?.api.pathTemplate;

describe('matching a call to an API', () => {
  test('prefers literal text over parameters, whatever the order of the list', () => {
    for (const list of [apis, apis.toReversed()]) {
      const find = (path: string) => matchApi(list, 'GET', path)?.api.pathTemplate;
      expect(find('/companies/search')).toBe('/companies/search');
      expect(find('/companies/9133')).toBe('/companies/{code}');
      expect(find('/companies/9133/reports/latest.pdf')).toBe('/companies/{code}/reports/latest.pdf');
      expect(find('/companies/9133/reports/2026.pdf')).toBe('/companies/{code}/reports/{year}.pdf');
      expect(find('/companies/9133/reports/2026')).toBe('/companies/{code}/reports/{name}');
    }
  });

  test('answers decoded parameters', () => {
    expect(match('get', '/companies/%E4%BA%91%20x/reports/2026.pdf')?.parameters).toEqual({
      code: '云 x',
      year: '2026',
    });
    expect(match('GET', `/${encodeURIComponent('天气')}/${encodeURIComponent('北京')}`)?.parameters).toEqual({
      city: '北京',
    });
    expect(match('GET', '/')?.api.pathTemplate).toBe('/');
  });

  test('knows no other method, no other case, no trailing slash', () => {
    for (const [method, path] of [
      ['DELETE', '/companies/1'],
      ['GET', '/companies'],
      ['GET', '/Companies/1'],
      ['GET', '/companies/1/'],
      ['GET', 'companies/1'],
      ['GET', ''],
    ] as const) {
      expect(templateOf(method, path)).toBeUndefined();
    }
  });
});

describe('matching a hostile path', () => {
  test('matches nothing that could be read in two ways', () => {
    const hostile = [
      '..',
      '.',
      '%2e%2e',
      '%2E.',
      '%252e%252e',
      'a%2fb',
      'a%5cb',
      'a\\b',
      '%00',
      'a%0d%0ab',
      '%',
      '%zz',
      '%c0%af',
      '%25252e%25252e',
      '..%3bx',
      '..;x=1',
      'a%252fb',
      '%ff',
      '',
    ];
    for (const segment of hostile) {
      expect([segment, templateOf('GET', `/companies/${segment}`)]).toEqual([segment, undefined]);
      expect([segment, templateOf('GET', `/companies/${segment}/reports/x`)]).toEqual([segment, undefined]);
    }
  });

  test('no path that matches has a dot segment or slash left in a parameter, however often it is decoded', () => {
    const pieces = fc.constantFrom(
      '.',
      '..',
      '%2e',
      '%2f',
      '%5c',
      '%25',
      '2e',
      '2f',
      'a',
      ';',
      '/',
      '%',
      '\\',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 8 }), (parts) => {
        let text = match('GET', `/companies/${parts.join('')}`)?.parameters.code;
        for (let round = 0; round < 6 && text !== undefined; round += 1) {
          expect(text === '.' || text === '..' || /[/\\]/.test(text)).toBe(false);
          try {
            text = decodeURIComponent(text);
          } catch {
            return;
          }
        }
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('matching any call to any API', () => {
  test('any value that is put into a template is found again', () => {
    const value = fc
      .string({ minLength: 1, maxLength: 20, unit: 'grapheme' })
      .filter((text) => decodeSegment(encodeURIComponent(text)) === text);
    fc.assert(
      fc.property(value, value, (code, name) => {
        const found = match(
          'GET',
          `/companies/${encodeURIComponent(code)}/reports/${encodeURIComponent(name)}x`,
        );
        expect(found?.parameters).toEqual({ code, name: `${name}x` });
      }),
    );
  });

  test('the first and only literal answer does not depend on how many other APIs there are', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 1, maxLength: 50 }),
        fc.nat(),
        (names, pick) => {
          const name = names[pick % names.length] ?? '';
          const list = [api('/{any}'), ...names.map((n) => api(`/${n}`))];
          expect(matchApi(list, 'GET', `/${name}`)?.api.pathTemplate).toBe(`/${name}`);
          expect(matchApi(list, 'GET', `/${name}0`)?.api.pathTemplate).toBe('/{any}');
        },
      ),
    );
  });

  test('says why a template is none', () => {
    const problems = {
      x: 'no_leading_slash',
      '/a//b': 'empty_segment',
      '/a/': 'empty_segment',
      '/{a': 'bad_braces',
      '/{}': 'parameter_name',
      '/{a}{b}': 'two_parameters',
      '/{a}/{a}': 'repeated_parameter',
      '/../a': 'unsafe_segment',
      '/a?b': 'unsafe_segment',
      '/%2fa': 'unsafe_segment',
    };
    for (const [template, problem] of Object.entries(problems))
      expect([template, parseTemplate(template)]).toEqual([template, { problem }]);
  });
});
