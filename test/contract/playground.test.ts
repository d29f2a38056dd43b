import { playgroundStage } from '../support/stage-playground';
import { playAll } from './play';

playAll('the playground', playgroundStage);
