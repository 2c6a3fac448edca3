"""What work a title and its text speak of, in the many ways that employers say it. All invented."""

from __future__ import annotations

from datetime import UTC, datetime
from html import escape

import pytest

from pipeline.inference.scan import read
from pipeline.inference.title import title_facts
from pipeline.roles import PostingContext, roles_from
from scrapers.items import JobPosting

TITLES = {
    "ml_engineer": [
        "Founding ML",
        "Machine Learning",
        "Post-Training Engineer",
        "Software Engineer, Pretraining",
        "Robotics Engineer, Learning",
        "3D Vision Engineer",
        "NLP Lead",
        "TinyML Engineer",
        "Embedded ML Engineer – Gesture Recognition",
        "CV & Robotics SWE",
        "Ingénieur·e Machine Learning – synthèse vocale",
        "Ingénieur apprentissage automatique",
        "機械学習エンジニア",
        "מהנדס/ת למידת מכונה",
        "机器学习工程师",
        "Ingeniero de aprendizaje automático",
        "Engenheiro de Aprendizado de Máquina",
        "Ingegnere di apprendimento automatico",
        "Entwickler Maschinelles Lernen (m/w/d)",
        "Machine-learning-ingenieur",
        "머신러닝 엔지니어",
        "Machine Learning Team Lead",
        "SWE II (ML)",
        "ML Software Developer in Test Ranking",
    ],
    "ai_engineer": [
        "Evals Engineer",
        "Founding AI",
        "Software Engineer, Evals",
        "Context Engineer",
        "AI Deployment Engineer",
        "AI Implementation Engineer",
        "Head of Agents",
        "Engineering Manager, Agents",
        "KI-Entwicklerin",
        "KI-Ingenieur (m/w/d)",
        "Ingénieur IA",
        "Développeur IA générative",
        "Ingeniero de IA",
        "Engenheiro de IA",
        "Ingegnere IA",
        "AIエンジニア",
        "AI工程师",
        "מהנדס בינה מלאכותית",
        "AI-ontwikkelaar",
        "Backend Engineer, AI Content Agents",
        "Staff Eng (AI)",
        "algorithms/AI eng",
        "Software Engineer, LLM Applications",
        "AI Developer",
        "Agentic AI Solutions Manager",
        "AI Solutions Engineer",
        "Senior Full Stack Engineer (TypeScript) - AI Platform",
        "AI Automation Engineer",
        "Conversational AI Engineer",
        "Voice AI Engineer",
        "AI Systems Engineer",
    ],
    "data_scientist": [
        "Growth Data Scientist",
        "Marketing Data Scientist",
        "Cientista de Dados",
        "Científico de Datos Senior",
        "Data Scientist (m/w/d)",
        "Datenwissenschaftlerin",
        "データサイエンティスト",
        "数据科学家",
        "מדען/ית נתונים",
        "Scientifique des données",
        "Biostatistician",
        "Applied Statistician",
    ],
    "research_scientist": [
        "Research Lead, Alignment",
        "Robot Learning Researcher",
        "Researcher - Reasoning",
        "Research Manager, Machine Learning",
        "Researcher, Interpretability",
        "World Model Researcher",
        "Senior Scientist, Generative Models",
        "Scientist I, AI Drug Discovery",
        "Scientist, Machine Learning",
        "Speech Scientist",
        "Postdoctoral Researcher, Alignment",
        "Chercheur en IA",
        "Forscher Maschinelles Lernen",
        "Postdoc in Machine Learning",
        "Deep Learning Scientist",
        "Machine Learning Scientist (bioacoustics)",
    ],
    "research_engineer": [
        "Member of Technical Staff, Modeling",
        "MTS, Pre-training",
        "Member of Technical Staff - Vision",
        "Member of Technical Staff, Audio",
        "Member of Technical Staff - Video Generation",
        "Member of Technical Staff, Evals",
        "Member of Technical Staff (post-training: RL, evals)",
        "Member of Technical Staff, Pretraining",
        "Applied Research Engineer",
    ],
    "ml_platform": [
        "ML DevOps Engineer",
        "Software Engineer, Research Infrastructure",
        "Supercomputing Engineer",
        "Senior Software Engineer - Infrastructure, Machine Learning",
        "AI Infrastructure Engineer",
        "AI Platform Engineer",
        "Software Engineer, Model Serving",
        "MLOps-Ingenieur",
        "ML Platform Lead",
        "Training Infrastructure Engineer",
        "Machine Learning Systems Engineer",
    ],
    "other": [
        "Security Researcher, AI",
        "UX Researcher",
        "Member of Technical Staff - Platform",
        "Evaluation Engineer",
        "Senior Backend Engineer (AI Systems)",
        "AI Solutions Architect",
        "Data Scientist, Analytics (Shipper Growth)",
        "Customer Solutions Engineer - Machine Learning",
        "AI Strategist",
        "KI-Vertriebsleiter",
        "Chef de projet IA",
        "Producto Manager de IA",
        "Financial AI Data Specialist",
        "AI Native Software Engineer",
        "Full Stack Engineer, ML Platform",
        "Senior DevOps Engineer - AI Platform",
        "Senior Node.js Developer (Sports Data + Generative AI)",
        "Robotics Engineer",
        "Machine Operator, Learning Center",
        "Teacher of Machine Learning",
    ],
}


@pytest.mark.parametrize(
    ("family", "title"), [(family, title) for family, titles in TITLES.items() for title in titles]
)
def test_a_title_in_any_of_its_ways_is_of_its_family(family: str, title: str) -> None:
    assert title_facts(title).role_family == family


LONG_AGENTS = (
    "Lumenforge brings agents to lamp shops.\nAbout the role\n"
    "- Push how agents work with the browser, so that they are fast and reliable\n"
    "- Build and evolve how several agents solve one task together\n"
    "- Design and scale the desktop app\n"
    "- Build verification systems that guarantee that our agents do the right thing\n"
    "About you\n- Have 4+ years of software engineering, mostly TypeScript\n"
    "- Have a bias towards action\n" + "- Like lamps and people who like lamps\n" * 60
)
LONG_PIPELINES = (
    "As a Software Engineer you will work across our backend and AI systems.\nWhat you'll do\n"
    "- Design and build systems for model execution, prompt orchestration, agentic workflows and inference\n"
    "- Own API design, queues and caching\n"
    "- Build core primitives, such as model pipelines, retrieval flows and evaluation frameworks\n"
    "- Improve latency across inference-heavy systems\n"
    "What you bring\n- Hands-on experience with LLM pipelines or prompt tooling\n"
    + "- Proficiency with Python\n"
    * 100
)
CLOUD = (
    "Lumenforge builds an AI engine.\nYou will\n- Design and maintain our cloud\n- Deploy and operate AI "
    "agents at scale\n- Develop Kubernetes operators\n- Collaborate with product\n- Implement monitoring\n"
    "- Take part in on-call\nWhat you need\n- Go and Python\n"
)
ONE_OF_MANY = (
    "What you'll do\n- Own our billing service\n- Build our web app\n- Ship AI features with product\n"
    "- Review code\n- Mentor engineers\n- Improve our CI\n" + "We like lamps. " * 200
)


@pytest.mark.parametrize(
    ("title", "text", "family"),
    [
        ("Software Engineer", LONG_AGENTS, "ai_engineer"),
        ("Senior Software Engineer, Product", LONG_AGENTS, "ai_engineer"),
        ("Software Engineer", LONG_PIPELINES, "ai_engineer"),
        ("Software Engineer (Cloud Infrastructure)", CLOUD, "other"),
        ("Software Engineer", CLOUD, "other"),
        ("Software Engineer", ONE_OF_MANY, "other"),
        ("Site Reliability Engineer", LONG_AGENTS, "other"),
        (
            "Engineer",
            "We need engineers who want to turn the real world into context for LLMs.",
            "ai_engineer",
        ),
        (
            "Software Engineer",
            "You'll spend most of your time on prompts, evals and our RAG pipeline.",
            "ai_engineer",
        ),
        ("Software Engineer", "You will own our agents end to end: tools, memory, evals.", "ai_engineer"),
        (
            "Founding Engineer",
            "You'll be building the agents that answer our customers' calls.",
            "ai_engineer",
        ),
        ("Founding Engineer", "Your job: make our LLM agents reliable.", "ai_engineer"),
        (
            "Founding Engineer",
            "You'll train and deploy the vision models at the heart of our lamps.",
            "ml_engineer",
        ),
        ("Software Engineer", "You'll fine-tune open-weight models and serve them.", "ml_engineer"),
        ("Member of Technical Staff", "You will develop benchmarks to test AI models.", "research_engineer"),
        ("AI/ML Engineer", "Build LLM-powered features, RAG, agents and evals with us.", "ai_engineer"),
        ("AI/ML Engineer", "Train computer vision models in PyTorch for our cameras.", "ml_engineer"),
        (
            "AI Technical Lead",
            "Own model training, deep learning in PyTorch, reinforcement learning, "
            "segmentation, regression and forecasting of machine learning systems.",
            "ml_engineer",
        ),
        ("Software Engineer", "We use Claude and Cursor every day. You'll own our checkout.", "other"),
        ("Software Engineer", "Our customers build AI agents. You'll build our dashboard.", "other"),
        (
            "Founding Engineer",
            "Conduct lets you run coding agents on your desk. You'll own the app.",
            "other",
        ),
        (
            "Senior Software Engineer",
            "Stack: React, Go, LangChain, OpenAI. You will build our web app.",
            "other",
        ),
        ("Software Engineer", "Experience with LLMs is a plus.", "other"),
        ("Staff Engineer", "We're hiring staff ML engineers to train models of lamps.", "ml_engineer"),
        ("Senior Engineer", "We use models a lot. Generative AI experience is required.", "ai_engineer"),
        ("Software Engineer", "Lead drug design. Background in AI/ML required.", "ml_engineer"),
        ("Software Engineer", "Background in AI/ML is a plus.", "other"),
        (
            "Researcher",
            "You train neural networks and publish on reinforcement learning in PyTorch.",
            "research_scientist",
        ),
        ("Researcher", "You interview people who buy lamps and write up what they say.", "other"),
        (
            "Chief Scientist",
            "Lead our work on deep learning, training diffusion models in JAX.",
            "research_scientist",
        ),
        (
            "UX Researcher",
            "Our team trains neural networks with deep learning in PyTorch. You ask users.",
            "other",
        ),
        ("Senior Scientist", "You run assays; our neural networks help. We like plants.", "other"),
        (
            "Member of Technical Staff, Memory",
            "You'll train language models that remember.",
            "research_engineer",
        ),
        (
            "Software Engineer",
            "Looking for a Software Engineer to lead development of a computer vision "
            "based "
            "metrology system.",
            "ml_engineer",
        ),
        (
            "Software Engineer",
            "We look for engineers who would love to contribute to a state of the art agent.",
            "ai_engineer",
        ),
        ("Software Engineer - Forward Deployed Engineer", "You'll build reliable AI agents.", "ai_engineer"),
        (
            "Founding Engineer (AI-Native Ops Infra)",
            "You will own our agent systems end to end.",
            "ai_engineer",
        ),
        ("Staff Engineer", "We work with ML engineers at Globex. You'll own the app.", "other"),
        ("Data Engineer", "You'll build pipelines that feed AI models.", "other"),
        (
            "Founding Engineer",
            "Build infrastructure for large-scale agent simulations and reward model pipelines.",
            "ai_engineer",
        ),
        (
            "Open role",
            "You'll work on:\nProduction AI agents used by real shops\nAgent orchestration",
            "ai_engineer",
        ),
        (
            "Software Engineer",
            "Hard problems you will solve:\nWord integration\nAgentic workflows for lamps\nA library",
            "other",
        ),
        ("Software Engineer", "What we have built:\nProduction AI agents\nAgent orchestration", "other"),
        ("Software Engineer", "What you'll build: - LLM-backed features of our app - evals", "ai_engineer"),
        ("Forward Deployed Engineer", "We embed in firms to deploy real AI agents.", "ai_engineer"),
        ("Software Engineer", "We embed in firms to deploy real AI agents.", "other"),
        ("Forward Deployed Engineer", "We embed in firms to install lamps with AI coding tools.", "other"),
        ("Senior Engineer", "Candidates must have full stack as well as AI/ML experience.", "ai_engineer"),
        ("AI/ML Engineer", "We once wrote about LLMs. Come and join us.", "ml_engineer"),
    ],
)
def test_a_text_tells_the_work_where_the_title_does_not(title: str, text: str, family: str) -> None:
    facts = title_facts(title, read(text))
    assert facts.role_family == family
    assert facts.family_quote is None or facts.family_quote in (title, *[text]) or facts.family_quote in text


AI_WORK = [
    "You'll work on our core agent loop, tool use and memory.",
    "You will own the AI that answers our customers.",
    "The role is about making LLMs reliable in production.",
    "Your day-to-day: prompts, evals, retrieval.",
    "We want engineers who can take LLM prototypes to production.",
    "Help us build the world's best AI tutor.",
    "You'll help build the AI doctor of the future.",
    "You would be building LLM pipelines with us.",
    "You'd be working on agents, evals and the product around them.",
    "As an engineer here you'll build the agent harness.",
    "Work on multi-agent orchestration, context engineering and evals.",
    "What you'll do: build agents, ship them, measure them.",
    "You are going to build AI agents for accountants.",
    "Engineers here build AI agents for accountants.",
    "We are hiring engineers to build AI agents for accountants.",
    "Come build AI agents with us.",
    "Come build the future of voice AI with us.",
    "Join us to build AI coworkers for finance.",
    "Looking for engineers with experience in LLMs, agents and RAG.",
    "Looking for strong engineers with LLM experience.",
    "Must have experience with LLM applications in production.",
    "Requirements: built and shipped LLM-based products.",
    "Ideal candidate has shipped LLM products to production.",
    "You have shipped agents to production.",
    "You've worked with LLMs in production and know how they fail.",
    "Focus areas: LLM orchestration, agent evaluation, retrieval.",
    "Responsibilities include designing agent architectures and evaluation pipelines.",
    "You will be responsible for our ML pipeline, from training to deployment.",
    "You'll train models that predict crop yield.",
    "You'll work on model training, inference and evaluation.",
    "We need someone to build our computer vision system.",
    "You'll be working on speech models for our robots.",
    "Work on state-of-the-art generative models.",
    "Own our recommendation models.",
    "You'll improve the models that power our search.",
    "The work: pre-training data, RL environments, evals.",
    "You'll build RL environments for frontier models.",
    "You'll design RL environments and evals for frontier labs.",
    "You'll develop AI features that use LLMs to read contracts.",
    "You'll ship AI features every week.",
    "You will integrate LLMs into our product.",
    "We're hiring an engineer to lead our AI efforts.",
    "You will lead our AI initiatives.",
    "You'll lead AI engineering at Lumenforge.",
    "You'll own AI end to end.",
    "You'll join a small team building agents that file taxes.",
    "Join the team building agents that file taxes.",
    "Join our team to work on AI agents that file taxes.",
    "You'll be part of the team that builds our LLM agents.",
    "This is an AI engineering role.",
    "This is an applied AI role.",
    "It's an applied AI role: agents, evals, retrieval.",
    "Job: improve accuracy of our document extraction LLMs.",
    "We want you to build our evaluation harness for LLMs.",
    "Expect to spend time on embeddings, reranking and prompt tuning.",
    "Day to day you will write prompts, run evals and ship agents.",
    "You will push the limits of LLM agents.",
    "Engineers work on LLM agents, retrieval and evals.",
    "Projects include: fine-tuning LLMs, building agent evals, RAG.",
    "What you'll work on: LLM agents, evals, RAG.",
    "You'll work on: agent reliability, evaluation, tool calling.",
    "Scope: LLM pipelines, evals, guardrails.",
    "Key responsibilities: design LLM workflows; build evals.",
    "You'll develop predictive models for energy demand.",
    "Build predictive models of crop yield.",
    "You'll build forecasting models.",
    "You will build ML models and pipelines that detect fraud.",
    "You will apply machine learning to lamps.",
    "You'll apply ML and computer vision to lamps.",
    "Use machine learning to predict failures.",
    "You'll do deep learning on satellite images.",
    "Work on deep learning for medical imaging.",
    "Deep experience with PyTorch; you'll own model training.",
    "You'll optimise inference of large models on GPUs.",
    "You will work on CUDA kernels for transformers.",
    "You'll write GPU kernels.",
    "You will build data pipelines for training LLMs.",
    "You'll curate datasets for model training.",
    "Help train foundation models for robots.",
    "You'll build voice agents.",
    "Ship conversational AI to millions.",
    "You'll own conversation design and our chatbot's LLM stack.",
    "You'd lead our generative AI work.",
    "You'll own GenAI features.",
    "Own our AI features from idea to production.",
    "You'll build the reasoning engine behind our AI lawyer.",
    "We need you to make our agents faster and cheaper.",
    "Own the LLM layer of our product.",
    "You'll own our RAG stack.",
    "Write evals, fix prompts, ship agents.",
    "Build LLM-powered products used by thousands of lawyers.",
    "You'll train and ship speech models.",
    "You will design, build and operate AI workflows.",
    "You'll create agentic systems that plan trips.",
    "The person will build ML systems for pricing.",
    "This person will own our machine learning models.",
    "He or she will develop AI agents.",
    "The engineer will develop and deploy LLM applications.",
    "The successful candidate will build AI agents.",
    "In this role, you build AI agents.",
    "As part of the AI team you will build copilots.",
]
OTHER_WORK = [
    "Lumenforge builds AI agents. You'll own our web app.",
    "We use AI every day. You will build React components.",
    "You'll use Claude Code and Cursor to build our API.",
    "Our AI agents file taxes. You'll build the infrastructure they run on: Postgres, Kubernetes.",
    "Experience with LLMs is a plus.",
    "Bonus: LLM experience.",
    "You'll build the dashboard for our AI agents.",
    "You'll build our billing for an AI platform.",
    "AI-native company. You'll work on backend services.",
    "You should love AI coding tools.",
    "Our customers train models on our data. You'll build ingestion.",
    "We're backed by AI investors. You'll work across the stack.",
    "You will build a modern web app that talks to our AI backend.",
    "Interest in AI is welcome.",
    "Our founders trained models at Globex. You'll own mobile.",
    "We help agents (real estate) sell houses. You'll build our CRM.",
    "You will work with our ML team to surface predictions in the UI.",
    "You'll design data models and APIs.",
    "You'll work on pricing models in Excel.",
    "You'll build 3D models of houses.",
    "Use of AI tools in the interview is fine.",
    "You must be comfortable with AI-assisted development.",
    "You'll work with product, design and AI teams.",
    "We're an AI company. Looking for engineers who like Go and Postgres.",
    "You'll build our customer support portal; our agents answer calls.",
    "You will deploy models of lamps to stores.",
    "You'll integrate payments, e-mail and AI chat into our shop.",
    "Help us bring AI to insurance. You'll build integrations with carriers.",
    "You'll scale the cloud that AI startups run on.",
    "We build GPUs clouds. You'll write Go controllers.",
    "You'll build predictable systems.",
    "Work on data pipelines for finance.",
    "You'll model financial data.",
    "You'll work with data scientists.",
    "You'll make our API fast.",
    "You will write kernels drivers in C.",
    "You'll build forms and dashboards for doctors.",
    "You'll own search and discovery of lamps.",
    "Build chat for teams.",
    "You'll apply for grants.",
    "You'll use ML services of AWS now and then.",
    "Work with our research team on surveys.",
    "You'll build training courses for staff.",
    "You'll deploy Kubernetes clusters.",
    "You'll optimise SQL.",
    "You'll design experiments (A/B).",
    "You'll develop the agent desktop for call centres.",
    "You'll support insurance agents with a web app.",
    "You'll build a marketplace for travel agents.",
    "You'll own prompts in our signup form.",
    "You'll design autonomous systems: LiDAR odometry and behaviour planning.",
    "Our agents are built by others; you'll build the website.",
    "The engineer will develop internal tools in Go.",
    "This person will own our payments.",
    "In this role, you build web apps.",
    "As part of the platform team you will build CI for the AI team.",
    "Work directly with the CEO on growth.",
    "You'll own our design system.",
    "The successful candidate will write Java.",
    "You will operate workflows in Temporal.",
    "Hands-on work with Postgres every day.",
]


def family_of(sentence: str) -> str:
    """What a software engineer's short posting of this one sentence is about."""
    text = f"Lumenforge | Software Engineer | Oslo\n{sentence}\nApply at ada@lumenforge.example"
    return title_facts("Software Engineer", read(text)).role_family


@pytest.mark.parametrize("sentence", AI_WORK)
def test_a_sentence_of_ones_own_work_on_models_or_agents_tells_the_work(sentence: str) -> None:
    assert family_of(sentence) in ("ai_engineer", "ml_engineer")


@pytest.mark.parametrize("sentence", OTHER_WORK)
def test_a_sentence_about_the_company_or_its_tools_does_not_tell_the_work(sentence: str) -> None:
    assert family_of(sentence) == "other"


@pytest.mark.parametrize(
    ("text", "is_founding"),
    [
        ("You'd be our founding hire in Oslo.", True),
        ("This is a founding hire.", True),
        ("As part of the founding team you'll own the product.", True),
        ("You will join as part of our founding team.", True),
        ("Be part of our founding engineering team.", True),
        ("As a founding engineer, you won't just write code.", True),
        ("We're looking for founding engineers to join us.", True),
        ("You'll be our first engineering hire.", True),
        ("You will be our first engineer.", True),
        ("This is our first ML hire.", True),
        ("We are making our first hires this spring.", True),
        ("We are hiring our 1st eng.", True),
        ("Looking for early founding members of the team.", True),
        ("You'd be the first employee.", True),
        ("Our first employees will get real equity: join as hire number one.", True),
        ("We're building the founding team in Berlin.", True),
        ("This is a founding-level position.", True),
        ("Founding team role with equity.", True),
        ("You would be the first data scientist on the team.", True),
        ("We want people to be founding members at our startup.", True),
        ("You will join the team founded by two engineers.", False),
        ("Our founding engineers come from Globex.", False),
        ("Meet the founding team over lunch.", False),
        ("You'll work directly with the founding team.", False),
        ("We shipped to our first customers; the first engineers at Globex use us.", False),
        ("Our first hires came from Globex.", False),
        ("You were the first engineer at a startup before.", False),
        ("Founding year: 2019.", False),
        ("Be part of the founding journey of our customers.", False),
    ],
)
def test_founding_is_said_in_many_ways(text: str, is_founding: bool) -> None:
    posting = JobPosting(
        posting_id="1",
        url="https://jobs.lumenforge.example/1",
        title="Software Engineer",
        description_html=f"<p>{escape(text)}</p>",
    )
    context = PostingContext(
        source="ashby", board="lumenforge", observed_at=datetime(2026, 11, 24, tzinfo=UTC)
    )
    (role,) = roles_from(posting, context)
    assert role.is_founding is is_founding
