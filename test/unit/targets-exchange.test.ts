import { expect, it } from 'vitest';
import { readDocument } from '../../shared/exchange';
import { errorSentence } from '../../shared/messages';
import { documentOfContent } from '../../shared/import/document';
import { shippedDefinitions } from '../support/definitions';
import { countyProfile } from '../support/own-profile';
import { round2026, village } from '../support/school';

const definitions = shippedDefinitions();

function read(round: Record<string, unknown>) {
  const { id: _school, ...school } = village;
  const { id: _round, ...collection } = round2026;
  const document = { school, collection: { ...collection, ...round }, forms: {} };
  return readDocument(definitions, document);
}

const round = { targetProfiles: [countyProfile.id, 'baoding_2012'], ownProfiles: [countyProfile] };

it('a document carries the bureau’s own profiles and the readings of its round, there and back', () => {
  const methods = { primary_dropout_rate: 'netflow' };
  const content = read({ ...round, methods });
  expect(content.problems).toEqual([]);
  expect(content.ownProfiles).toEqual([countyProfile]);
  expect(content.collection).toMatchObject({ methods, targetProfiles: round.targetProfiles });
  const { collection } = documentOfContent(definitions, content);
  expect(collection.ownProfiles).toEqual([countyProfile]);
  expect(readDocument(definitions, documentOfContent(definitions, content)).ownProfiles).toEqual([
    countyProfile,
  ]);
});

it('one that the round does not judge by is not carried on', () => {
  const content = read({ ...round, targetProfiles: ['baoding_2012'] });
  expect(documentOfContent(definitions, content).collection).not.toHaveProperty('ownProfiles');
});

it('a document of before, without own profiles, is read as it was', () => {
  const content = read({});
  expect(content).not.toHaveProperty('ownProfiles');
  expect(content.collection).not.toHaveProperty('methods');
  expect(content.problems).toEqual([]);
});

it('a profile that cannot be read is told, and the others are read', () => {
  const broken = {
    ...countyProfile,
    id: 'own-brokenxx@1',
    thresholds: [{ indicator: 'primary_dropout_rate' }],
  };
  const { problems, ownProfiles } = read({ ...round, ownProfiles: [broken, countyProfile] });
  expect(ownProfiles).toEqual([countyProfile]);
  expect(problems.map(({ severity, error }) => [severity, error.code])).toEqual([
    ['error', 'document.badProfile'],
  ]);
  expect(problems[0] && errorSentence(problems[0].error)).toContain(
    '第 1 条（小学辍学率）：“学段”应是文字，不能空',
  );
});

it('an indicator that this program does not have, and a profile that nobody has, are told', () => {
  const [first] = countyProfile.thresholds;
  const foreign = { ...countyProfile, thresholds: [first, { ...first, indicator: 'of_a_newer_program' }] };
  const told = read({ targetProfiles: [countyProfile.id, 'own-unknownx@1'], ownProfiles: [foreign] });
  expect(told.problems.map(({ severity, error }) => [severity, error.code])).toEqual([
    ['notice', 'document.foreignProfile'],
    ['notice', 'document.unknownProfile'],
  ]);
  expect(told.ownProfiles).toHaveLength(1);
});
