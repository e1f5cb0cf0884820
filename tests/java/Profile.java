// Says which parts of an ontology are outside OWL 2 DL, one a line; nothing if it is OWL 2 DL.
// java -cp HermiT.jar Profile.java ONTOLOGY; the jar, with the OWL API in it, comes with Python's owlready2.

import java.io.File;
import org.semanticweb.owlapi.apibinding.OWLManager;
import org.semanticweb.owlapi.model.OWLOntology;
import org.semanticweb.owlapi.profiles.OWL2DLProfile;
import org.semanticweb.owlapi.profiles.OWLProfileViolation;

class Profile {
    public static void main(String[] arguments) throws Exception {
        var manager = OWLManager.createOWLOntologyManager();
        OWLOntology ontology = manager.loadOntologyFromOntologyDocument(new File(arguments[0]));
        if (ontology.getAxiomCount() < 100) {
            throw new IllegalStateException("hardly an axiom was read");
        }
        for (OWLProfileViolation violation : new OWL2DLProfile().checkOntology(ontology).getViolations()) {
            System.out.println(violation);
        }
    }
}
