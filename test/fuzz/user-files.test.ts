import { ofUserFiles } from './all-targets.ts';
import { testReaders } from './reader-tests.ts';

testReaders(ofUserFiles);
